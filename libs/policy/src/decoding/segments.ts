const HL7_SEGMENT = /(?:^|[\r\n])(PID|NK1|GT1|IN2)\|([^\r\n]*)/g;
/** HL7 v2 fields that hold citizenship or nationality. */
const HL7_FIELDS: Readonly<Record<string, readonly number[]>> = {
  PID: [26, 28],
  NK1: [19],
  GT1: [35],
  IN2: [33],
};
const X12_SEGMENT = /(?:^|[~\r\n])\s*(DMG|REF)([*|^])([^~\r\n]*)/g;
/** Elements of the X12 segment DMG: status of citizenship, and country. */
const DMG_ELEMENTS = [6, 7];
const TAX_NUMBER = 'SY';

/** What segments of HL7 v2 and X12 messages say in a place rather than in words. */
export function segmentsOf(text: string): string {
  if (!/[|*^~]/.test(text)) return '';
  return [...hl7Nationality(text), ...x12Citizenship(text)].join('\n');
}

function hl7Nationality(text: string): readonly string[] {
  if (!text.includes('|')) return [];
  const found: string[] = [];
  for (const [, segment = '', rest = ''] of text.matchAll(HL7_SEGMENT)) {
    const values = rest.split('|');
    for (const field of HL7_FIELDS[segment] ?? []) {
      const value = values[field - 1]?.trim() ?? '';
      if (value !== '') found.push(`hl7 ${segment} citizenship ${value}`);
    }
  }
  return found;
}

function x12Citizenship(text: string): readonly string[] {
  if (!/DMG|REF/.test(text)) return [];
  const found: string[] = [];
  for (const [, segment, separator = '*', rest = ''] of text.matchAll(X12_SEGMENT)) {
    const values = rest.split(separator);
    if (segment === 'REF') {
      if (values[0] === TAX_NUMBER) found.push(`sin ${values[1] ?? ''}`);
    } else if (DMG_ELEMENTS.some((element) => (values[element - 1]?.trim() ?? '') !== '')) {
      found.push('x12 DMG citizenship');
    }
  }
  return found;
}
