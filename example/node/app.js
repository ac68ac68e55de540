// A plain Node.js server that knows nothing of the daemon. Change the version, save, and watch the
// answer change without one request failing.
const http = require('http');

const version = '1.0';
const port = Number(process.env.PORT || 3000);

http.createServer((request, response) => {
  response.end(`Hello from version ${version}, process ${process.pid}\n`);
}).listen(port, () => console.log(`version ${version} listens on http://127.0.0.1:${port}/`));
