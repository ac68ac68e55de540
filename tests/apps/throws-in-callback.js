// Broken as soon as it listens.
require('http').createServer((request, response) => response.end('broken\n'))
  .listen(Number(process.env.PORT || 3000), () => {
    throw new Error('broken in the listen callback');
  });
