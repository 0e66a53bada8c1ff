/**
 * One palette a theme. Every key becomes a CSS variable (`--moInk` …) through FluentProvider, so that portals (dialogs,
 * menus) get it too and no second style sheet can drift. Contrast on every ground: text 4.8 or more, control edges 3.1.
 */
export interface Palette {
  readonly moCanvas: string;
  readonly moSurface: string;
  readonly moSunken: string;
  readonly moRaised: string;
  readonly moLine: string;
  readonly moLineStrong: string;
  readonly moInk: string;
  readonly moInk2: string;
  readonly moInk3: string;
  readonly moRail: string;
  readonly moRailInk: string;
  readonly moRailHot: string;
  readonly moRailActive: string;
  readonly moDoor: string;
  readonly moDoorInk: string;
  readonly moDoorHot: string;
  readonly moAccent: string;
  readonly moAccentHover: string;
  readonly moAccentPress: string;
  readonly moOnAccent: string;
  readonly moAccentText: string;
  readonly moAccentSoft: string;
  readonly moAccentLine: string;
  readonly moDanger: string;
  readonly moOnDanger: string;
  readonly moDangerText: string;
  readonly moDangerSoft: string;
  readonly moDangerLine: string;
  readonly moWarn: string;
  readonly moOnWarn: string;
  readonly moWarnText: string;
  readonly moWarnSoft: string;
  readonly moWarnLine: string;
  readonly moOk: string;
  readonly moOnOk: string;
  readonly moOkText: string;
  readonly moOkSoft: string;
  readonly moOkLine: string;
  /** The focus ring has two tones, so that it shows on navy, on white and on amber. */
  readonly moFocus: string;
  readonly moFocusIn: string;
  readonly moCount: string;
  readonly moOnCount: string;
  readonly moPlate: string;
  readonly moPlateInk: string;
  readonly moPlateLine: string;
  readonly moHero: string;
  readonly moHeroInk: string;
  readonly moHeroInk2: string;
  readonly moHeroLine: string;
  readonly moHeroKey: string;
  readonly moOnHeroKey: string;
  readonly moScrim: string;
  /** The one shadow, for what floats. */
  readonly moLift: string;
  readonly moSkeleton: string;
}

// biome-ignore format: a table of colours reads as a table
export const day: Palette = {
  moCanvas: '#E9EEF5', moSurface: '#FFFFFF', moSunken: '#F4F7FB', moRaised: '#FFFFFF',
  moLine: '#D3DCE8', moLineStrong: '#76879D', moInk: '#101C2C', moInk2: '#3D4D62', moInk3: '#56677D',
  moRail: '#0D2347', moRailInk: '#C3D2EA', moRailHot: '#FFFFFF', moRailActive: '#1F4A8F',
  moDoor: '#0D2347', moDoorInk: '#C3D2EA', moDoorHot: '#F2F6FC',
  moAccent: '#1B55A8', moAccentHover: '#164891', moAccentPress: '#113A78', moOnAccent: '#FFFFFF',
  moAccentText: '#174B97', moAccentSoft: '#E3ECF9', moAccentLine: '#A9C3E8',
  moDanger: '#B3212B', moOnDanger: '#FFFFFF', moDangerText: '#9C1B24', moDangerSoft: '#FCEBEC', moDangerLine: '#E7A9AD',
  moWarn: '#F2B51D', moOnWarn: '#2A1D00', moWarnText: '#744B00', moWarnSoft: '#FFF5DC', moWarnLine: '#E3C26F',
  moOk: '#1C6E42', moOnOk: '#FFFFFF', moOkText: '#17603A', moOkSoft: '#E5F4EB', moOkLine: '#9FCFB3',
  moFocus: '#101C2C', moFocusIn: '#FFD23F', moCount: '#C3D2EA', moOnCount: '#0D2347',
  moPlate: '#FFD447', moPlateInk: '#15130A', moPlateLine: '#B08A00',
  moHero: '#0D2347', moHeroInk: '#F2F6FC', moHeroInk2: '#C3D2EA', moHeroLine: '#2B4778', moHeroKey: '#F2F6FC', moOnHeroKey: '#0D2347',
  moScrim: 'rgba(9,20,40,.55)', moLift: '0 1px 2px rgba(16,28,44,.08), 0 6px 20px rgba(16,28,44,.07)', moSkeleton: '#E9EEF5',
};

/** No pixel of it is pure white: dark adaptation takes half an hour to build and a second to lose. */
// biome-ignore format: a table of colours reads as a table
export const night: Palette = {
  moCanvas: '#080E16', moSurface: '#0F1722', moSunken: '#0B121B', moRaised: '#172231',
  moLine: '#223042', moLineStrong: '#62758D', moInk: '#C9D2DD', moInk2: '#A3B1C2', moInk3: '#8697AA',
  moRail: '#060B13', moRailInk: '#93A5BC', moRailHot: '#D6DFEA', moRailActive: '#183259',
  moDoor: '#0A1628', moDoorInk: '#93A5BC', moDoorHot: '#C9D2DD',
  moAccent: '#2C5C9F', moAccentHover: '#3367AE', moAccentPress: '#234C86', moOnAccent: '#E2E9F2',
  moAccentText: '#8DB4EA', moAccentSoft: '#142844', moAccentLine: '#2E5287',
  moDanger: '#A2353B', moOnDanger: '#EBD5D6', moDangerText: '#F0989A', moDangerSoft: '#2E1519', moDangerLine: '#6E2F35',
  moWarn: '#C7932A', moOnWarn: '#171002', moWarnText: '#DFB35A', moWarnSoft: '#271E0C', moWarnLine: '#5F4A1B',
  moOk: '#2A6F4A', moOnOk: '#E0EFE6', moOkText: '#7CC39B', moOkSoft: '#10251A', moOkLine: '#29573D',
  moFocus: '#E0B84A', moFocusIn: '#080E16', moCount: '#33496A', moOnCount: '#D6DFEA',
  moPlate: '#2A220B', moPlateInk: '#E2BE55', moPlateLine: '#8A701F',
  moHero: '#10203A', moHeroInk: '#D2DAE5', moHeroInk2: '#A3B4CB', moHeroLine: '#2A4167', moHeroKey: '#2C5C9F', moOnHeroKey: '#E2E9F2',
  moScrim: 'rgba(2,5,9,.72)', moLift: '0 1px 2px rgba(0,0,0,.5), 0 8px 24px rgba(0,0,0,.4)', moSkeleton: '#172231',
};

// biome-ignore format: a table of colours reads as a table
export const contrast: Palette = {
  moCanvas: '#000000', moSurface: '#000000', moSunken: '#000000', moRaised: '#000000',
  moLine: '#FFFFFF', moLineStrong: '#FFFFFF', moInk: '#FFFFFF', moInk2: '#FFFFFF', moInk3: '#F0F0F0',
  moRail: '#000000', moRailInk: '#FFFFFF', moRailHot: '#000000', moRailActive: '#6FD3FF',
  moDoor: '#000000', moDoorInk: '#FFFFFF', moDoorHot: '#FFFFFF',
  moAccent: '#6FD3FF', moAccentHover: '#A8E4FF', moAccentPress: '#A8E4FF', moOnAccent: '#000000',
  moAccentText: '#6FD3FF', moAccentSoft: '#062436', moAccentLine: '#6FD3FF',
  moDanger: '#FF9B9B', moOnDanger: '#000000', moDangerText: '#FF9B9B', moDangerSoft: '#2B0000', moDangerLine: '#FF9B9B',
  moWarn: '#FFD23F', moOnWarn: '#000000', moWarnText: '#FFD23F', moWarnSoft: '#241B00', moWarnLine: '#FFD23F',
  moOk: '#7CF0A8', moOnOk: '#000000', moOkText: '#7CF0A8', moOkSoft: '#00220F', moOkLine: '#7CF0A8',
  moFocus: '#FFD23F', moFocusIn: '#000000', moCount: '#FFFFFF', moOnCount: '#000000',
  moPlate: '#FFD23F', moPlateInk: '#000000', moPlateLine: '#FFFFFF',
  moHero: '#000000', moHeroInk: '#FFFFFF', moHeroInk2: '#FFFFFF', moHeroLine: '#FFFFFF', moHeroKey: '#6FD3FF', moOnHeroKey: '#000000',
  moScrim: 'rgba(0,0,0,.8)', moLift: '0 0 0 1px #FFFFFF', moSkeleton: '#4A4A4A',
};
