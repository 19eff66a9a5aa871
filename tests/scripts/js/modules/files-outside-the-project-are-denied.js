for (const name of ['/etc/hostname', 'file:///etc/passwd', '../../../../../../../../../../etc/os-release']) {
  await import(name).then(() => print('read'), (error) => print(error.message.includes('--allow-read')));
}
