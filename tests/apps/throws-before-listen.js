// Would listen after a second; breaks 500 ms (or DELAY) after its start.
setTimeout(() => {
  throw new Error('broken before listen');
}, Number(process.env.DELAY || 500));
setTimeout(() => {
  require('http').createServer((request, response) => response.end('broken\n'))
    .listen(Number(process.env.PORT || 3000));
}, Number(process.env.DELAY || 500) * 2);
