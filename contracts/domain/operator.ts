import type { CardHolder } from './officer.ts';

/** Who a line of the officer's names as its writer: "PC 2418". Apart from the schemas, which the page does not carry. */
export const operatorOf = ({ rank, collarNumber }: Pick<CardHolder, 'rank' | 'collarNumber'>): string => `${rank} ${collarNumber}`.trim();
