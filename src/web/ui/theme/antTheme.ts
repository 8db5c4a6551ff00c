// Translates our tokens into Ant Design's, so that its parts look like ours in both themes.
import { type ThemeConfig, theme } from 'antd';
import type { Tone } from './levelTones.ts';

const colours = {
  light: {
    colorPrimary: '#1f4e79',
    colorInfo: '#1f4e79',
    colorText: '#1b2430',
    colorTextSecondary: '#4b5664',
    colorTextTertiary: '#5f6976',
    colorTextPlaceholder: '#66707d',
    colorBgBase: '#ffffff',
    colorBgLayout: '#fbfaf7',
    colorBorder: '#cfccc3',
    colorBorderSecondary: '#ebe8e1',
    colorError: '#b3261e',
    colorWarning: '#a86500',
    colorSuccess: '#2b8552',
  },
  dark: {
    colorPrimary: '#7fb2e0',
    colorInfo: '#7fb2e0',
    colorText: '#e4e8ed',
    colorTextSecondary: '#b3bcc7',
    colorTextTertiary: '#929daa',
    colorTextPlaceholder: '#87929f',
    colorBgBase: '#161b22',
    colorBgLayout: '#10141a',
    colorBgContainer: '#161b22',
    colorBgElevated: '#1c222b',
    colorBorder: '#3a4450',
    colorBorderSecondary: '#232a34',
    colorError: '#ff8a84',
    colorWarning: '#f0c02e',
    colorSuccess: '#4bb67c',
    colorTextLightSolid: '#0c1a28',
  },
} as const;

/** Ant Design's theme for one of our two tones. */
export function antTheme(tone: Tone): ThemeConfig {
  return {
    algorithm: tone === 'dark' ? [theme.darkAlgorithm] : [theme.defaultAlgorithm],
    token: {
      ...colours[tone],
      fontFamily: 'var(--font)',
      fontSize: 14,
      borderRadius: 6,
      controlHeight: 32,
      motionDurationFast: '0.1s',
      motionDurationMid: '0.14s',
      motionDurationSlow: '0.18s',
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Drawer: { paddingLG: 20, padding: 16 },
    },
  };
}
