// exit: 1
// stderr: Error: out of paper
// stderr: code: 'EPAPER'
// stderr: sheets: 0
throw Object.assign(new Error('out of paper'), { code: 'EPAPER', sheets: 0 });
