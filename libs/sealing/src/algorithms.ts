/** Key agreement of a sealed event: ECDH-ES used directly (RFC 7518, 4.6). */
export const SEALING_ALGORITHM = 'ECDH-ES';
/** Content encryption of a sealed event: AES-256 in Galois/Counter Mode (RFC 7518, 5.3). */
export const CONTENT_ENCRYPTION = 'A256GCM';
