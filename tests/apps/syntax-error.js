// No program at all.
const http = = require('http');
