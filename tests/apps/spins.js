const version = '1';

// Serves, until it is asked for /spin: then it never does anything else again.
const http = require('http');
http.createServer((request, response) => {
  if (request.url === '/spin') for (;;);
  response.end(`${version} ${process.pid}\n`);
}).listen(Number(process.env.PORT || 3000));
