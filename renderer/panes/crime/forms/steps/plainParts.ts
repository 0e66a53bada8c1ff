import { Property } from './Property.tsx';
import { Risk } from './Risk.tsx';
import { What } from './What.tsx';
import { When } from './When.tsx';
import { Where } from './Where.tsx';
import { Who } from './Who.tsx';

/** The fields of each question that needs no more than the report itself. */
export const plainParts = { what: What, where: Where, when: When, who: Who, property: Property, risk: Risk } as const;
