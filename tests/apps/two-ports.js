const version = '1';

// Two servers, on PORT and PORT2.
const http = require('http');
for (const [name, port] of [['first', process.env.PORT], ['second', process.env.PORT2]]) {
  http.createServer((request, response) => response.end(`${version} ${process.pid} ${name}\n`))
    .listen(Number(port));
}
