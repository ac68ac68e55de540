const version: string = '1';

// TypeScript by Node's own stripping of types (Node 22.18, 24 and newer).
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

function answer(request: IncomingMessage, response: ServerResponse): void {
  response.end(`${version} ${process.pid}\n`);
}

createServer(answer).listen(Number(process.env.PORT || 3000));
