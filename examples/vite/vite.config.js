import { thrift } from "thriftgen/vite";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [thrift({ declarations: true })],
});
