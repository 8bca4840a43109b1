export * from '#shared/money';
