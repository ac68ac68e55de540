// Ends at once, with success.
process.exit(0);
