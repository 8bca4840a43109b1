/** Marks a SQLite file as Ballast's (`PRAGMA application_id`): the letters BLST. */
export const APPLICATION_ID = 0x42_4c_53_54;

/**
 * A week of minute bars packs into some 120 KB of overflow pages. Small pages make long chains, which read slowly (4 KB: a
 * third of the speed); large ones leave half a page unused in each chunk (32 KB: 7 % more disk, no faster).
 */
export const PAGE_SIZE = 16_384;

/**
 * Pages in the write-ahead log before it is moved into the file: 16 MB. An import writes each page about twice whatever this
 * is; with a short log little of that is left for its end, when no other thread has anything to do.
 */
export const CHECKPOINT_PAGES = 1_024;
