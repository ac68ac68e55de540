'use strict';
const dgram = require('dgram');

const options = JSON.parse(process.argv[2] || '{}');
const socket = dgram.createSocket({ type: options.type || 'udp4', reuseAddr: options.reuseAddr });
socket.on('message', (message, from) => socket.send(`${process.pid} ${message}`, from.port, from.address));
socket.on('error', (error) => console.log(JSON.stringify({ error: error.code })));
socket.bind({ address: options.address || '127.0.0.1', port: options.port || 0 }, () =>
  console.log(JSON.stringify({ address: socket.address() })));
