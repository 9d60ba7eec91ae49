/** Keywords of JSON Schema and OpenAPI whose members are named by the author of a shape. */
const NAMING = ['properties', '$defs', 'definitions', 'schemas', 'patternProperties'];

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function namesUnder(keyword: string, value: unknown): string[] {
  if (NAMING.includes(keyword) && isObject(value)) return Object.keys(value);
  if (keyword === 'parameters' && Array.isArray(value)) {
    return value.flatMap((item: unknown) =>
      isObject(item) && typeof item['name'] === 'string' ? [item['name']] : [],
    );
  }
  if (keyword === 'enum' && Array.isArray(value)) return value.filter((item) => typeof item === 'string');
  return (keyword === 'const' || keyword === 'title') && typeof value === 'string' ? [value] : [];
}

/** Every property, definition, parameter and code that a JSON Schema, OpenAPI or AsyncAPI document declares. */
export function namesInDocument(document: unknown): string[] {
  if (Array.isArray(document)) return document.flatMap(namesInDocument);
  if (!isObject(document)) return [];
  return Object.entries(document).flatMap(([keyword, value]) => [
    ...namesUnder(keyword, value),
    ...namesInDocument(value),
  ]);
}

/** Every identifier of a TypeScript or SQL source, comments left out: entities, columns, migrations, HTTP bodies. */
export function namesInSource(source: string): string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|(?:^|\s)(?:\/\/|--).*$/gm, ' ');
  return [...new Set(code.match(/[\p{L}_][\p{L}\p{N}_]*/gu))];
}

/** Every key of a YAML document: enough for documents that only declare shapes. */
export function namesInYaml(text: string): string[] {
  return [...text.matchAll(/^[\s-]*["']?([\p{L}_][\p{L}\p{N}_.-]*)["']?\s*:/gmu)].map(
    ([, name]) => name ?? '',
  );
}
