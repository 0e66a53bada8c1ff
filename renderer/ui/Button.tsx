import { type ButtonProps, Button as FluentButton } from '@fluentui/react-components';
import { classes } from '../format/text.ts';
import s from './marks.module.css';

/**
 * A button fit for a gloved hand in a moving car: 44 px at least. One `primary` a view; the verb names the result. When it
 * is not ready use `disabledFocusable` and let the label say why.
 */
export const Button = ({ className, ...rest }: ButtonProps) => (
  <FluentButton type="button" {...rest} className={classes(s.tap, rest.children === undefined && s.square, className)} />
);
