// Calls listen() at once and breaks 500 ms (or DELAY) after its start.
require('http').createServer((request, response) => response.end('broken\n'))
  .listen(Number(process.env.PORT || 3000));
setTimeout(() => {
  throw new Error('broken after listen');
}, Number(process.env.DELAY || 500));
