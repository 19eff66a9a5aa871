const name = ['tw', 'ice'].join('');
const { default: twice } = await import(`./parts/${name}.js`);
print(twice(4), (await import(`./parts/${name}.js`)).default === twice);
print((await import('./parts/waits.js')).ready);
