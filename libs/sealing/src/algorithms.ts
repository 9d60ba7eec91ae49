/** Key agreement of a sealed event: ECDH-ES used directly (RFC 7518, 4.6). */
export const SEALING_ALGORITHM = 'ECDH-ES';
/** Content encryption of a sealed event: AES-256 in Galois/Counter Mode (RFC 7518, 5.3). */
export const CONTENT_ENCRYPTION = 'A256GCM';
/** The curve of every key here (RFC 7518, 6.2.1.1). */
export const CURVE = 'P-256';

/** Largest event that is sealed or opened: one CloudEvents JSON event, in bytes. */
export const MAX_PLAINTEXT_BYTES = 64 * 1024;
/**
 * Most events that are sealed with one content key. NIST SP 800-38D, 8.3 allows 2^32 with random 96-bit nonces; half of
 * that keeps the chance that two nonces meet below one in 2^34.
 */
export const MAX_SEALS_PER_KEY = 2 ** 31;

/** Bytes of a content key, of a nonce and of a tag of A256GCM. */
export const CONTENT_KEY_BYTES = 32;
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
/** Bytes of the random name that a sealer gives itself for one epoch (`apu`). */
export const SEALER_NAME_BYTES = 16;
