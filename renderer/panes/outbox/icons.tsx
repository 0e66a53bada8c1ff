import { Alert20Regular } from '@fluentui/react-icons/svg/alert';
import { DocumentBulletList20Regular } from '@fluentui/react-icons/svg/document-bullet-list';
import { Mail20Regular } from '@fluentui/react-icons/svg/mail';
import { People20Regular } from '@fluentui/react-icons/svg/people';

/** Each system's sign. */
export const icons = {
  storm: <Alert20Regular />,
  crime: <DocumentBulletList20Regular />,
  people: <People20Regular />,
  mail: <Mail20Regular />,
};
