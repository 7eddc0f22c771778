import type { Plugin } from "vite";

export declare const viteTemplates: Plugin;
