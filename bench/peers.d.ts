/** Peers are installed in bench/ alone: the program's own checks must pass without them. */
declare module '@ixjb94/indicators';
declare module '@duckdb/node-api';
