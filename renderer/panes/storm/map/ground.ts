import { boundingExtent, buffer } from 'ol/extent.js';
import MVT from 'ol/format/MVT.js';
import { defaults as defaultInteractions } from 'ol/interaction/defaults.js';
import VectorTileLayer from 'ol/layer/VectorTile.js';
import OlMap from 'ol/Map.js';
import { fromLonLat, getPointResolution, transformExtent } from 'ol/proj.js';
import type RenderFeature from 'ol/render/Feature.js';
import VectorTileSource from 'ol/source/VectorTile.js';
import TileState from 'ol/TileState.js';
import { createXYZ } from 'ol/tilegrid.js';
import type VectorTile from 'ol/VectorTile.js';
import View from 'ol/View.js';
import { type Archive, openArchive } from './archive.ts';
import type { Place } from './geometry.ts';
import { type CrimeChoice, styleOf, wordOf } from './style.ts';

/** One point, kind and month of recorded crime. */
export interface CrimeAt {
  readonly street: string | undefined;
  readonly count: number;
}

/** The map itself, in an element of the page. */
export interface Ground {
  /** Where a place is, in pixels from the top left. */
  pixelOf(place: Place): readonly [x: number, y: number];
  /** Metres of ground a pixel, in the middle. */
  metresAPixel(): number;
  size(): { readonly width: number; readonly height: number };
  /** `tick`s: so far is moved, in pixels to the right and down. */
  pan(right: number, down: number): void;
  /** 1: closer, -1: further away. */
  zoom(by: 1 | -1): void;
  centre(place: Place): void;
  /** The log in the middle, with the ring around it whole. */
  home(): void;
  /** Draws it again with the page's colours as they are now. */
  restyle(choice: CrimeChoice | undefined): void;
  /** The recorded crimes of a choice within so many metres of a place, as far as the tiles are here. */
  crimesWithin(place: Place, metres: number, choice: CrimeChoice): readonly CrimeAt[];
  close(): void;
}

/** Pixels of a tile on screen. */
const TILE_PIXELS = 512;
/** How long a move takes; none for an officer who asked for less motion. */
const MOVE_MS = 180;
/** What is kept drawn, in tiles: the screen and one around it. */
const CACHE_TILES = 64;
const ZOOMS = { closest: 18, furthest: 10, withoutPlace: 12 } as const;
/** Of the smaller side of the map, the ring's diameter at first. */
const RING_SHARE = 0.66;

const isStill = window.matchMedia('(prefers-reduced-motion: reduce)');

export interface GroundPorts {
  readonly element: HTMLElement;
  /** The laptop's map; undefined before one has come: then there are marks on bare ground. */
  readonly version: string | undefined;
  /** Of the log. */
  readonly place: Place | undefined;
  readonly ringMetres: number;
  /** After each frame. */
  readonly onFrame: () => void;
  /** All that is in view has been drawn. */
  readonly onDrawn: () => void;
  /** The map cannot be read. What lies on it stays. */
  readonly onUnreadable: () => void;
}

/** Opens the map. It asks the app's own origin for ranges of it, and nobody for anything else. */
export const openGround = ({ element, version, place, ringMetres, onFrame, onDrawn, onUnreadable }: GroundPorts): Ground => {
  const view = new View({
    center: place === undefined ? [0, 0] : at(place),
    zoom: ZOOMS.withoutPlace,
    minZoom: ZOOMS.furthest,
    maxZoom: ZOOMS.closest,
    enableRotation: false,
  });
  const map = new OlMap({
    target: element,
    controls: [],
    interactions: defaultInteractions({ altShiftDragRotate: false, pinchRotate: false, keyboard: false, doubleClickZoom: false }),
    view,
  });
  let layer: VectorTileLayer | undefined;
  let choice: CrimeChoice | undefined;
  let isClosed = false;
  map.on('postrender', onFrame);
  map.on('rendercomplete', () => {
    // Before the archive is open there is nothing to draw, and that is done at once.
    if (version === undefined || layer !== undefined) onDrawn();
  });

  const move = (to: Parameters<View['animate']>[0]): void => {
    view.cancelAnimations();
    view.animate({ ...to, duration: isStill.matches ? 0 : MOVE_MS });
  };
  const size = (): { readonly width: number; readonly height: number } => {
    const [width = 0, height = 0] = map.getSize() ?? [];
    return { width, height };
  };
  const resolutionOfRing = (latitude: number): number => {
    const { width, height } = size();
    return (2 * ringMetres) / (RING_SHARE * Math.max(1, Math.min(width, height)) * Math.cos((latitude * Math.PI) / 180));
  };
  const home = (moves: boolean): void => {
    if (place === undefined) return;
    const to = { center: at(place), resolution: resolutionOfRing(place.latitude) };
    if (moves) move(to);
    else {
      view.setCenter(to.center);
      view.setResolution(to.resolution);
    }
  };
  const show = (archive: Archive): void => {
    if (isClosed) return;
    const extent = transformExtent([...archive.bounds], 'EPSG:4326', view.getProjection());
    if (place === undefined) view.setCenter([((extent[0] ?? 0) + (extent[2] ?? 0)) / 2, ((extent[1] ?? 0) + (extent[3] ?? 0)) / 2]);
    layer = new VectorTileLayer({
      source: sourceOf(archive, onUnreadable),
      declutter: true,
      style: styleOf(element, choice),
      cacheSize: CACHE_TILES,
    });
    map.addLayer(layer);
  };

  home(false);
  if (version !== undefined) openArchive({ version }).then(show, () => isClosed || onUnreadable());

  return {
    pixelOf: (of) => {
      const [x = 0, y = 0] = map.getPixelFromCoordinate(at(of)) ?? [];
      return [x, y];
    },
    metresAPixel: () => getPointResolution(view.getProjection(), view.getResolution() ?? 1, view.getCenter() ?? [0, 0]),
    size,
    pan(right, down) {
      const resolution = view.getResolution() ?? 1;
      const [x = 0, y = 0] = view.getCenter() ?? [];
      move({ center: [x + right * resolution, y - down * resolution] });
    },
    zoom: (by) => move({ zoom: (view.getZoom() ?? ZOOMS.withoutPlace) + by }),
    centre: (on) => move({ center: at(on) }),
    home: () => home(true),
    restyle(next) {
      choice = next;
      layer?.setStyle(styleOf(element, next));
    },
    crimesWithin(of, metres, wanted) {
      const around = buffer(boundingExtent([at(of)]), metres / Math.cos((of.latitude * Math.PI) / 180));
      const features = layer?.getFeaturesInExtent(around) ?? [];
      return features.flatMap((feature) => crimeOf(feature as RenderFeature, wanted, at(of), (around[2] ?? 0) - (at(of)[0] ?? 0)));
    },
    close() {
      isClosed = true;
      layer?.dispose();
      map.setTarget(undefined);
      map.dispose();
    },
  };
};

const at = ({ longitude, latitude }: Place): number[] => fromLonLat([longitude, latitude]);

const crimeOf = (feature: RenderFeature, { kind, month }: CrimeChoice, centre: readonly number[], radius: number): CrimeAt[] => {
  if (feature.get('layer') !== 'crime' || (kind !== undefined && feature.get('kind') !== kind) || feature.get('month') !== month) return [];
  const [x = 0, y = 0] = feature.getFlatCoordinates();
  if (Math.hypot(x - (centre[0] ?? 0), y - (centre[1] ?? 0)) > radius) return [];
  const count = Number(feature.get('count'));
  return [{ street: wordOf(feature, 'street'), count: Number.isSafeInteger(count) && count > 0 ? count : 1 }];
};

/** Tiles of the archive, each proven sound before the library reads it; one that is not stays empty, and the officer is told. */
const sourceOf = (archive: Archive, onUnreadable: () => void): VectorTileSource => {
  const [minZoom, maxZoom] = archive.zooms;
  const format = new MVT();
  return new VectorTileSource({
    format,
    tileGrid: createXYZ({ minZoom, maxZoom, tileSize: TILE_PIXELS }),
    url: '{z}/{x}/{y}',
    tileLoadFunction: (empty) => {
      const tile = empty as VectorTile<RenderFeature>;
      tile.setLoader((extent, _, projection) => {
        const [zoom = 0, x = 0, y = 0] = tile.getTileCoord();
        archive
          .tile(zoom, x, y)
          .then((data) =>
            tile.setFeatures(
              data === undefined ? [] : (format.readFeatures(data, { extent, featureProjection: projection }) as RenderFeature[]),
            ),
          )
          .catch(() => {
            tile.setState(TileState.ERROR);
            onUnreadable();
          });
      });
    },
  });
};
