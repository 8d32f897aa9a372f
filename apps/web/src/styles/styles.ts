// In the order in which they override each other.
import '@fontsource-variable/ibm-plex-sans/wght.css';
import '@mantine/core/styles.layer.css';
import 'virtual:theme-variables.css';
import './base.css';
import './print.css';
