import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BillOfMaterials, notices, onlyBundled } from '../../../build/packaging/legal.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const component = (ref: string) => ({ 'bom-ref': ref, name: ref.split('@')[0] ?? '', version: '1.0.0', purl: `pkg:npm/${ref}` });
const whole: BillOfMaterials = {
  bomFormat: 'CycloneDX',
  metadata: { component: { name: 'checkout', type: 'library' } },
  components: [component('inside@1.0.0'), component('tool@1.0.0')],
  dependencies: [
    { ref: 'mobile-office@0.1.0', dependsOn: ['inside@1.0.0', 'tool@1.0.0'] },
    { ref: 'inside@1.0.0', dependsOn: [] },
    { ref: 'tool@1.0.0', dependsOn: ['inside@1.0.0'] },
  ],
};

describe('notices and bill of materials', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mobile-office-legal-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const inside = (license = 'MIT') => ({ name: 'inside', version: '1.0.0', license, folder });

  it('carry every licence and notice file, whole', () => {
    writeFileSync(join(folder, 'LICENSE.md'), 'You may.\n');
    writeFileSync(join(folder, 'NOTICE'), 'By whom.\n');
    const text = notices([inside()]);
    for (const part of ['inside 1.0.0 (MIT)', 'You may.', 'By whom.']) expect(text).toContain(part);
  });

  it('carry those of the fonts and decoders that go with what reads PDF', () => {
    const text = notices([{ name: 'pdfjs-dist', version: '1.0.0', license: 'Apache-2.0', folder: join(ROOT, 'node_modules/pdfjs-dist') }]);
    for (const file of ['standard_fonts/LICENSE_LIBERATION', 'standard_fonts/LICENSE_FOXIT', 'wasm/LICENSE_OPENJPEG', 'wasm/LICENSE_JBIG2'])
      expect(text).toContain(readFileSync(join(ROOT, 'node_modules/pdfjs-dist', file), 'utf8').trim());
  });

  it.each(['GPL-3.0-only', 'UNLICENSED', 'MIT AND GPL-2.0-only', ''])('end the build at the licence "%s"', (license) => {
    expect(() => notices([inside(license)])).toThrow(/may it be inside/);
  });

  it('take a choice of which one is free', () => {
    expect(notices([inside('(GPL-2.0-only OR MIT)')])).toContain('(GPL-2.0-only OR MIT)');
  });

  it('name what is inside and nothing that only builds it', () => {
    const only = onlyBundled(whole, [inside()]);
    expect(only.components.map(({ 'bom-ref': ref }) => ref)).toEqual(['inside@1.0.0']);
    expect(only.dependencies).toEqual([
      { ref: 'mobile-office@0.1.0', dependsOn: ['inside@1.0.0'] },
      { ref: 'inside@1.0.0', dependsOn: [] },
    ]);
    expect(only.metadata.component).toEqual({ name: 'mobile-office', type: 'application' });
  });

  it('end the build where something is inside that npm does not know', () => {
    expect(() => onlyBundled(whole, [{ ...inside(), name: 'stranger' }])).toThrow(/lacks stranger@1\.0\.0/);
  });
});

describe('the icon', () => {
  it('is ours in every size, in one ICO for Windows', () => {
    const folder = join(ROOT, 'build/packaging/icons');
    const images = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    for (const [index, name] of readdirSync(folder).entries()) {
      const side = images[index]?.readUInt32BE(16);
      expect(name).toBe(`${side}x${images[index]?.readUInt32BE(20)}.png`);
    }
    const ico = readFileSync(join(ROOT, 'build/packaging/icon.ico'));
    const inside = images.filter((image) => ico.includes(image)).map((image) => image.readUInt32BE(16));
    expect(inside.sort((one, other) => one - other)).toEqual([16, 24, 32, 48, 64, 128, 256]);
    expect(ico.readUInt16LE(4)).toBe(7);
  });
});
