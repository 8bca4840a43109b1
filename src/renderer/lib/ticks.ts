export * from '#shared/ticks';
