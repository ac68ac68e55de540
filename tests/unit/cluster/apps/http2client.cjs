// http2client.cjs URL: asks for /slow, prints "asked", and then what comes to it.
'use strict';
const http2 = require('http2');

const session = http2.connect(process.argv[2], { rejectUnauthorized: false });
session.on('goaway', (code) => console.log(`goaway ${code}`));
session.on('close', () => console.log('closed'));
session.on('error', (error) => console.log(`error ${error.code}`));
const request = session.request({ ':path': process.argv[3] || '/slow' });
request.setEncoding('utf8');
request.on('data', (text) => console.log(`data ${text}`));
request.on('error', (error) => console.log(`stream error ${error.code}`));
request.end();
// Answered once all that was sent before it has arrived; not to be asked while connecting.
session.on('connect', () => session.ping(() => console.log('asked')));
