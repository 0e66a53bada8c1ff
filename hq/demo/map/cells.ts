/** A point in metres from the map's middle, east and north. */
export type Metres = readonly [east: number, north: number];

export interface Cell {
  /** Closed, anticlockwise: its last corner is joined to its first. */
  readonly ring: readonly Metres[];
  /** By edge, from its corner of the same number to the next: the site on the other side; undefined at the outside. */
  readonly beyond: readonly (number | undefined)[];
}

/** Corners of the disc within which a cell lies: enough to look round. */
const DISC_CORNERS = 28;

/** The Voronoi cell of each site, within `radius` metres of it: a polygon of the plane that is nearer to it than to any other. */
export const cellsOf = (sites: readonly Metres[], radius: number): readonly Cell[] =>
  sites.map((site, index) => cellOf(sites, index, site, radius));

const cellOf = (sites: readonly Metres[], own: number, [east, north]: Metres, radius: number): Cell => {
  let corners: readonly { readonly at: Metres; readonly beyond: number | undefined }[] = Array.from(
    { length: DISC_CORNERS },
    (_, corner) => {
      const angle = (2 * Math.PI * corner) / DISC_CORNERS;
      return { at: [east + radius * Math.cos(angle), north + radius * Math.sin(angle)], beyond: undefined };
    },
  );
  for (const [other, [otherEast, otherNorth]] of sites.entries()) {
    const toEast = otherEast - east;
    const toNorth = otherNorth - north;
    const apart = Math.hypot(toEast, toNorth);
    if (other === own || apart === 0 || apart > 2 * radius) continue;
    /** How far a point is on the other site's side of the line half-way, in metres. */
    const over = ([x, y]: Metres): number => ((x - east) * toEast + (y - north) * toNorth) / apart - apart / 2;
    corners = corners.flatMap((corner, index) => {
      const next = corners[(index + 1) % corners.length] ?? corner;
      const here = over(corner.at);
      const there = over(next.at);
      if (here <= 0 && there <= 0) return [corner];
      if (here > 0 && there > 0) return [];
      const share = here / (here - there);
      const crossing: Metres = [corner.at[0] + share * (next.at[0] - corner.at[0]), corner.at[1] + share * (next.at[1] - corner.at[1])];
      return here <= 0 ? [corner, { at: crossing, beyond: other }] : [{ at: crossing, beyond: corner.beyond }];
    });
  }
  return { ring: corners.map(({ at }) => at), beyond: corners.map(({ beyond }) => beyond) };
};
