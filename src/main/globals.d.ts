/** Version of package.json, put in by the build. */
declare const __BALLAST_VERSION__: string;
