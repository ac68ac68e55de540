// An application without an error handler, as most are.
'use strict';
require('http').createServer(() => {}).listen(JSON.parse(process.argv[2]));
