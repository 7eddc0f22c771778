// Times Kitex's FastCodec on messages that bench/kitex/main.mjs wrote: for each file given it prints one JSON line
// with nanoseconds of CPU time (all threads, garbage collection included) for one operation, and writes the message
// as Kitex encodes it beside the input, as <file>.kitex.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/cloudwego/gopkg/protocol/thrift"

	"thriftgen/bench/kitex/shapes"
)

// fastCodec is what Kitex generates for each struct.
type fastCodec interface {
	BLength() int
	FastWriteNocopy(buf []byte, w thrift.NocopyWriter) int
	FastRead(buf []byte) (int, error)
}

var makers = map[string]func() fastCodec{
	"small":  func() fastCodec { return shapes.NewSmall() },
	"medium": func() fastCodec { return shapes.NewMedium() },
	"large":  func() fastCodec { return shapes.NewLarge() },
}

// sink keeps results reachable, so that nothing is optimised away.
var sink any

func cpuNanoseconds() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return usage.Utime.Nano() + usage.Stime.Nano()
}

// measure returns the median over the rounds of CPU nanoseconds for one call, in batches of about 20 ms.
func measure(rounds int, call func()) float64 {
	const batch = 20_000_000
	times := 1
	for {
		start := cpuNanoseconds()
		for range times {
			call()
		}
		if spent := cpuNanoseconds() - start; spent >= batch {
			break
		}
		times *= 2
	}
	samples := make([]float64, rounds)
	for round := range samples {
		start := cpuNanoseconds()
		for range times {
			call()
		}
		samples[round] = float64(cpuNanoseconds()-start) / float64(times)
	}
	slices.Sort(samples)
	return samples[rounds/2]
}

func read(maker func() fastCodec, message []byte) fastCodec {
	value := maker()
	n, err := value.FastRead(message)
	if err != nil || n != len(message) {
		panic(fmt.Sprintf("FastRead: %d of %d bytes, %v", n, len(message), err))
	}
	return value
}

func run(path string, rounds int) {
	shape := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	maker := makers[shape]
	message, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	value := read(maker, message)
	reused := make([]byte, value.BLength())
	own := reused[:value.FastWriteNocopy(reused, nil)]
	if err := os.WriteFile(path+".kitex", own, 0o644); err != nil {
		panic(err)
	}
	// Kitex asks for the length before every write, to take a buffer of that size.
	result := map[string]any{
		"shape": shape,
		"bytes": len(own),
		"writePooled": measure(rounds, func() {
			length := value.BLength()
			value.FastWriteNocopy(reused[:length], nil)
		}),
		"writeFresh": measure(rounds, func() {
			fresh := make([]byte, value.BLength())
			value.FastWriteNocopy(fresh, nil)
			sink = fresh
		}),
		"read": measure(rounds, func() {
			fresh := maker()
			if _, err := fresh.FastRead(own); err != nil {
				panic(err)
			}
			sink = fresh
		}),
	}
	if err := json.NewEncoder(os.Stdout).Encode(result); err != nil {
		panic(err)
	}
}

func main() {
	rounds, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	for _, path := range os.Args[2:] {
		run(path, rounds)
	}
}
