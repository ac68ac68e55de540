const http = require('http');

const greeting: string = 'hello from TypeScript';
const server = http.createServer((request: unknown, response: { end(text: string): void }) => response.end(greeting));
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ address: server.address() })));
