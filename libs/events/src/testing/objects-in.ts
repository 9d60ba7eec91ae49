/** A JSON object somewhere in a document. */
export type JsonObject = Record<string, unknown>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every object in a document, the document itself first. */
export function objectsIn(value: unknown): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (!isObject(value)) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}

/** Every string in a document with a function that puts another value in its place. */
export function leavesIn(value: unknown): { readonly owner: JsonObject; readonly name: string }[] {
  return objectsIn(value).flatMap((owner) =>
    Object.entries(owner)
      .filter(([, member]) => typeof member !== 'object')
      .map(([name]) => ({ owner, name })),
  );
}
