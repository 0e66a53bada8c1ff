import { PbfWriter } from 'pbf';
import { describe, expect, it } from 'vitest';
import { mapFeatures } from '../../hq/demo/map/features.ts';
import { demoMap } from '../../hq/demo/map/map.ts';
import { encodeTile, tilesOf } from '../../hq/demo/map/tile.ts';
import { crewStateOf, crewsNear } from '../../renderer/panes/storm/map/crews.ts';
import { compassOf, metresBetween } from '../../renderer/panes/storm/map/geometry.ts';
import { layOut, scaleLength } from '../../renderer/panes/storm/map/layout.ts';
import { isSoundTile } from '../../renderer/panes/storm/map/soundTile.ts';
import { logPosition, units } from './fixture/map.ts';
import { endlessRings, tileOf } from './harness/maps.ts';

describe('crews on the map', () => {
  it('are nearest first, those without a position at the end, and nobody who is off duty', () => {
    const crews = crewsNear(units, logPosition);
    expect(crews.map(({ callSign }) => callSign)).toEqual(['LD21', 'LD24', 'DG03', 'LD22', 'LD26', 'LD25', 'BD32', 'PW42', 'PW41', 'LN12']);
    expect(crews.at(-1)?.metres).toBeUndefined();
    expect(crewsNear(units, undefined).every(({ metres }) => metres === undefined)).toBe(true);
  });

  it('are told by what they do', () => {
    expect([2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 10, 999].map(crewStateOf)).toEqual([
      ...(['patrol', 'patrol', 'other', 'route', 'scene', 'committed', 'committed', 'committed'] as const),
      ...(['other', 'other', 'other', 'other'] as const),
    ]);
  });

  it('have their distance from the log as the crow flies', () => {
    // One degree of latitude, and of longitude at 60°: half of one at the equator.
    expect(metresBetween({ longitude: 0, latitude: 0 }, { longitude: 0, latitude: 1 })).toBeCloseTo(111_195, -1);
    expect(metresBetween({ longitude: 0, latitude: 60 }, { longitude: 1, latitude: 60 })).toBeCloseTo(55_597, -1);
    expect(metresBetween(logPosition, logPosition)).toBe(0);
  });

  it('lie in a direction of eight', () => {
    expect([compassOf(0, -5), compassOf(5, -5), compassOf(5, 0), compassOf(0, 5), compassOf(-5, 0), compassOf(-5, -5)]).toEqual([
      ...(['north', 'northEast', 'east', 'south', 'west', 'northWest'] as const),
    ]);
  });
});

describe('marks', () => {
  const size = { width: 800, height: 600 };
  it('never lie on one another where there is room, and stay where they belong when nothing is in the way', () => {
    const points = Array.from({ length: 6 }, (_, index) => ({ key: String(index), x: 400 + index, y: 300, wide: 3.6 }));
    const placed = layOut(points, size, 16);
    expect(placed[0]).toEqual(points[0]);
    for (const [index, one] of placed.entries()) {
      for (const other of placed.slice(index + 1)) expect(Math.abs(one.x - other.x) >= 57 || Math.abs(one.y - other.y) >= 52).toBe(true);
    }
  });

  it('are left out when they are off the map', () => {
    expect(layOut([{ key: 'out', x: 900, y: 10, wide: 3.6 }], size, 16)).toEqual([]);
  });

  it('stand beside a scale of a round length', () => {
    expect([scaleLength(1, 120), scaleLength(2.5, 120), scaleLength(0.01, 120), scaleLength(1000, 120)]).toEqual([100, 250, 50, 25_000]);
  });
});

describe('a tile', () => {
  const square = [9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15];

  it('of the demonstration is sound', () => {
    const features = mapFeatures();
    const [feature] = features;
    const [at] = feature === undefined ? [] : tilesOf(feature, 12);
    expect(at).toBeDefined();
    const [x = 0, y = 0] = at ?? [];
    const own = features.filter((one) => tilesOf(one, 12).some(([east, south]) => east === x && south === y));
    expect(isSoundTile(encodeTile(own, 12, x, y))).toBe(true);
    expect(demoMap(new Date()).file.byteLength).toBeLessThan(2_000_000);
  });

  it('is sound when each command has its coordinates, and not when it claims what it has not', () => {
    expect(isSoundTile(tileOf(square))).toBe(true);
    expect(isSoundTile(new Uint8Array())).toBe(true);
    expect(isSoundTile(endlessRings)).toBe(false);
    expect(isSoundTile(tileOf([9, 0, 0, 2 ** 20 * 8 + 2, 1, 1]))).toBe(false);
    expect(isSoundTile(tileOf([9, 0]))).toBe(false);
    expect(isSoundTile(tileOf([3]))).toBe(false);
  });

  it('is not sound with an extent by which nothing can be divided', () => {
    expect(isSoundTile(tileOf(square, 0))).toBe(false);
  });

  it('is not sound when it was cut off, or is anything else, and finding out never throws', () => {
    const whole = tileOf(square);
    for (let length = 1; length < whole.byteLength; length += 1) expect(isSoundTile(whole.subarray(0, length)), String(length)).toBe(false);
    let state = 7;
    for (let round = 0; round < 3000; round += 1) {
      const noise = Uint8Array.from({ length: 64 }, () => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        return state >>> 24;
      });
      expect(() => isSoundTile(noise)).not.toThrow();
    }
  });

  it('is not sound with more features than any place has', () => {
    const tile = new PbfWriter();
    tile.writeMessage(
      3,
      (_, layer) => {
        for (let count = 0; count < 60_000; count += 1) layer.writeBytesField(2, new Uint8Array());
      },
      undefined,
    );
    expect(isSoundTile(tile.finish())).toBe(false);
  });
});
