/** A day that matters, for the phone's own calendar. `on`: YYYY-MM-DD. */
export interface CalendarDay {
  on: string;
  title: string;
  detail: string;
}

/** RFC 5545: an event of a whole day, with an alarm on the morning before; lines end with CR LF, and a long one is folded. */
export function icsOf({ on, title, detail }: CalendarDay): string {
  const day = on.replace(/-/g, '');
  const escape = (text: string) => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\n/g, '\\n');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Jianzhengtong//deadlines//ZH',
    'BEGIN:VEVENT',
    `UID:${day}-${[...title].map((sign) => sign.codePointAt(0)!.toString(36)).join('')}@jianzhengtong`,
    `DTSTAMP:${day}T000000Z`,
    `DTSTART;VALUE=DATE:${day}`,
    `SUMMARY:${escape(title)}`,
    `DESCRIPTION:${escape(detail)}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escape(title)}`,
    'TRIGGER:-PT15H',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.flatMap(folded).join('\r\n')}\r\n`;
}

/** No more than 75 bytes a line. */
function folded(line: string): string[] {
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const sign of line) {
    const size = sign.codePointAt(0)! > 0xffff ? 4 : sign.codePointAt(0)! > 0x7ff ? 3 : sign.codePointAt(0)! > 0x7f ? 2 : 1;
    if (bytes + size > 74) {
      parts.push(part);
      part = ' ';
      bytes = 1;
    }
    part += sign;
    bytes += size;
  }
  return [...parts, part];
}
