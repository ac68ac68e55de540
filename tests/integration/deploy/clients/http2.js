// Sends requests over one HTTP/2 session, one after another, and says what becomes of them; opens
// the next session when it is told to go.
'use strict';

const http2 = require('http2');
const port = process.argv[2];

function open() {
  const session = http2.connect(`http://127.0.0.1:${port}`);
  let isTold = false;
  session.on('goaway', (code) => {
    isTold = true;
    console.log(`goaway ${code}`);
  });
  session.on('error', (error) => console.log(`failed: session: ${error.message}`));
  session.on('close', open);

  const next = () => {
    if (isTold || session.closed || session.destroyed) return;
    const stream = session.request({ ':path': '/' });
    let body = '';
    stream.setEncoding('utf8');
    stream.on('data', (data) => (body += data));
    // One that crosses the GOAWAY is refused unprocessed and may be sent again (RFC 9113, 8.7): as the
    // first of the next session.
    stream.on('error', (error) => {
      const isRefused = stream.rstCode === http2.constants.NGHTTP2_REFUSED_STREAM;
      console.log(isRefused ? 'again' : `failed: ${error.message}`);
    });
    stream.on('end', () => {
      console.log(`answer ${body.split(' ')[0]}`);
      setTimeout(next, 5);
    });
  };
  session.on('connect', next);
}
open();
