// Answers with a greeting from its environment; see "env" in qilin-daemon.json.
const http = require('http');

const greeting = process.env.GREETING || 'Hello';
http.createServer((request, response) => response.end(`${greeting} from process ${process.pid}\n`))
  .listen(Number(process.env.PORT || 3001));
