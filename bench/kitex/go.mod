module thriftgen/bench/kitex

go 1.23

require github.com/cloudwego/gopkg v0.2.0

require github.com/bytedance/gopkg v0.1.4 // indirect
