import { type BrandVariants, createDarkTheme, createLightTheme, type Theme } from '@fluentui/react-components';
import type { Appearance } from '../../contracts/ipc/session.ts';
import { contrast, day, night, type Palette } from './palette.ts';

export type ThemeName = Appearance['theme'];

// biome-ignore format: a ramp reads as a ramp
const police: BrandVariants = {
  10: '#03070F', 20: '#0A1730', 30: '#0D2347', 40: '#113A78', 50: '#143F83', 60: '#164891', 70: '#174B97', 80: '#1B55A8',
  90: '#2F68B9', 100: '#4A7EC9', 110: '#6797D8', 120: '#8DB4EA', 130: '#A9C3E8', 140: '#C3D2EA', 150: '#D8E4F5', 160: '#E3ECF9',
};

const family = "'Atkinson Hyperlegible Next Variable', 'Segoe UI', sans-serif";

/** Sizes in rem, so that car mode is one rule: html { font-size: 20px }. */
const type = {
  fontFamilyBase: family,
  fontFamilyNumeric: family,
  fontSizeBase100: '.8125rem',
  fontSizeBase200: '.875rem',
  fontSizeBase300: '1rem',
  fontSizeBase400: '1.125rem',
  fontSizeBase500: '1.375rem',
  fontSizeBase600: '1.75rem',
  lineHeightBase100: '1.125rem',
  lineHeightBase200: '1.25rem',
  lineHeightBase300: '1.5rem',
  lineHeightBase400: '1.5rem',
  lineHeightBase500: '1.75rem',
  lineHeightBase600: '2.125rem',
  borderRadiusMedium: '6px',
  borderRadiusLarge: '8px',
  borderRadiusXLarge: '12px',
};

/** Fluent's own tokens, drawn from ours, so that its Button, Menu and Dialog are of one cloth with the rest. */
const bridge = (palette: Palette) => ({
  colorNeutralBackground1: palette.moSurface,
  colorNeutralBackground1Hover: palette.moSunken,
  colorNeutralBackground1Pressed: palette.moAccentSoft,
  colorNeutralBackground1Selected: palette.moAccentSoft,
  colorNeutralBackground2: palette.moSunken,
  colorNeutralBackground3: palette.moCanvas,
  colorSubtleBackgroundHover: palette.moAccentSoft,
  colorSubtleBackgroundPressed: palette.moAccentSoft,
  colorNeutralForeground1: palette.moInk,
  colorNeutralForeground1Hover: palette.moInk,
  colorNeutralForeground2: palette.moInk2,
  colorNeutralForeground2Hover: palette.moInk,
  colorNeutralForeground2BrandHover: palette.moAccentText,
  colorNeutralForeground3: palette.moInk3,
  colorNeutralForeground4: palette.moInk3,
  colorNeutralForegroundDisabled: palette.moInk3,
  colorNeutralForegroundInverted: palette.moSurface,
  colorNeutralForegroundOnBrand: palette.moOnAccent,
  colorNeutralBackgroundDisabled: palette.moCanvas,
  colorNeutralStroke1: palette.moLineStrong,
  colorNeutralStroke1Hover: palette.moInk2,
  colorNeutralStroke2: palette.moLine,
  colorNeutralStroke3: palette.moLine,
  colorNeutralStrokeAccessible: palette.moLineStrong,
  colorNeutralStrokeAccessibleHover: palette.moInk2,
  colorNeutralStrokeDisabled: palette.moLine,
  colorBrandBackground: palette.moAccent,
  colorBrandBackgroundHover: palette.moAccentHover,
  colorBrandBackgroundPressed: palette.moAccentPress,
  colorBrandBackground2: palette.moAccentSoft,
  colorBrandForeground1: palette.moAccentText,
  colorBrandForeground2: palette.moAccentText,
  colorCompoundBrandForeground1: palette.moAccentText,
  colorCompoundBrandStroke: palette.moAccentText,
  colorCompoundBrandBackground: palette.moAccent,
  colorStrokeFocus1: palette.moFocusIn,
  colorStrokeFocus2: palette.moFocus,
  colorBackgroundOverlay: palette.moScrim,
});

const make = (base: Theme, palette: Palette): Theme & Palette => ({ ...base, ...type, ...bridge(palette), ...palette });

/** Fluent's theme and our tokens for each appearance. */
export const themes: Readonly<Record<ThemeName, Theme & Palette>> = {
  day: make(createLightTheme(police), day),
  night: make(createDarkTheme(police), night),
  contrast: make(createDarkTheme(police), contrast),
};

/** F9 goes round: day, night, high contrast. */
export const nextTheme: Readonly<Record<ThemeName, ThemeName>> = { day: 'night', night: 'contrast', contrast: 'day' };
