import type { Query } from '../database.ts';
import { register } from './001-register.ts';
import { feeds } from './002-feeds.ts';
import { audit } from './003-audit.ts';
import { orders } from './004-orders.ts';
import { fleet } from './005-fleet.ts';
import { hold } from './006-hold.ts';
import { clocks } from './007-clocks.ts';
import { createdItems } from './008-created-items.ts';
import { drafts } from './009-drafts.ts';
import { blobs } from './010-blobs.ts';
import { setAside } from './011-set-aside.ts';
import { updates } from './012-updates.ts';
import { fieldTerms } from './013-field-terms.ts';
import { search } from './014-search.ts';
import { searchMore } from './015-search-more.ts';
import { searchMissing } from './016-search-missing.ts';
import { trust } from './017-trust.ts';
import { things } from './018-things.ts';
import { officerTelephone } from './019-officer-telephone.ts';
import { exhibitReferences } from './020-exhibit-references.ts';

export interface Migration {
  readonly id: number;
  readonly name: string;
  readonly up: (query: Query) => Promise<void>;
}

/** In the order in which they run. One that has been released is never edited. */
export const migrations: readonly Migration[] = [
  { id: 1, name: 'register', up: register },
  { id: 2, name: 'feeds', up: feeds },
  { id: 3, name: 'audit', up: audit },
  { id: 4, name: 'orders', up: orders },
  { id: 5, name: 'fleet', up: fleet },
  { id: 6, name: 'hold', up: hold },
  { id: 7, name: 'clocks', up: clocks },
  { id: 8, name: 'created-items', up: createdItems },
  { id: 9, name: 'drafts', up: drafts },
  { id: 10, name: 'blobs', up: blobs },
  { id: 11, name: 'setAside', up: setAside },
  { id: 12, name: 'updates', up: updates },
  { id: 13, name: 'field-terms', up: fieldTerms },
  { id: 14, name: 'search', up: search },
  { id: 15, name: 'search-more', up: searchMore },
  { id: 16, name: 'search-missing', up: searchMissing },
  { id: 17, name: 'trust', up: trust },
  { id: 18, name: 'things', up: things },
  { id: 19, name: 'officer-telephone', up: officerTelephone },
  { id: 20, name: 'exhibit-references', up: exhibitReferences },
];
