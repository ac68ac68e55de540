// Broken at once.
throw new Error('broken at start');
