/** Marks a SQLite file as Ballast's (`PRAGMA application_id`): the letters BLST. */
export const APPLICATION_ID = 0x42_4c_53_54;

/**
 * A minute-bar chunk is some 130 KB in overflow pages: small pages make long chains and slow reads, large ones leave half a
 * page unused per chunk. Measured best of 4, 8, 16, 32 and 64 KB (docs/adr).
 */
export const PAGE_SIZE = 16_384;

/** Pages in the write-ahead log before it is moved into the file: 64 MB. An import then writes each page about twice. */
export const CHECKPOINT_PAGES = 4_096;
