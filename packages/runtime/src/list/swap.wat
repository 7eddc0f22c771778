;; The swaps reverse the bytes of all elements in [0, end), in place, in whole blocks of 128 bytes: up to 127 bytes behind `end`
;; are reversed too. swizzle with a mask in a local is one instruction on V8; shuffle takes 2.5 times as long.
;; Built into kernels.ts by scripts/build-kernels.mjs.
(module
  (memory (import "list" "memory") 1 1)

  (func (export "swap16") (param $end i32) (local $p i32) (local $mask v128)
    (local.set $mask (v128.const i8x16 1 0 3 2 5 4 7 6 9 8 11 10 13 12 15 14))
    (loop $next
      (v128.store offset=0 (local.get $p) (i8x16.swizzle (v128.load offset=0 (local.get $p)) (local.get $mask)))
      (v128.store offset=16 (local.get $p) (i8x16.swizzle (v128.load offset=16 (local.get $p)) (local.get $mask)))
      (v128.store offset=32 (local.get $p) (i8x16.swizzle (v128.load offset=32 (local.get $p)) (local.get $mask)))
      (v128.store offset=48 (local.get $p) (i8x16.swizzle (v128.load offset=48 (local.get $p)) (local.get $mask)))
      (v128.store offset=64 (local.get $p) (i8x16.swizzle (v128.load offset=64 (local.get $p)) (local.get $mask)))
      (v128.store offset=80 (local.get $p) (i8x16.swizzle (v128.load offset=80 (local.get $p)) (local.get $mask)))
      (v128.store offset=96 (local.get $p) (i8x16.swizzle (v128.load offset=96 (local.get $p)) (local.get $mask)))
      (v128.store offset=112 (local.get $p) (i8x16.swizzle (v128.load offset=112 (local.get $p)) (local.get $mask)))
      (br_if $next (i32.lt_u (local.tee $p (i32.add (local.get $p) (i32.const 128))) (local.get $end)))))

  (func (export "swap32") (param $end i32) (local $p i32) (local $mask v128)
    (local.set $mask (v128.const i8x16 3 2 1 0 7 6 5 4 11 10 9 8 15 14 13 12))
    (loop $next
      (v128.store offset=0 (local.get $p) (i8x16.swizzle (v128.load offset=0 (local.get $p)) (local.get $mask)))
      (v128.store offset=16 (local.get $p) (i8x16.swizzle (v128.load offset=16 (local.get $p)) (local.get $mask)))
      (v128.store offset=32 (local.get $p) (i8x16.swizzle (v128.load offset=32 (local.get $p)) (local.get $mask)))
      (v128.store offset=48 (local.get $p) (i8x16.swizzle (v128.load offset=48 (local.get $p)) (local.get $mask)))
      (v128.store offset=64 (local.get $p) (i8x16.swizzle (v128.load offset=64 (local.get $p)) (local.get $mask)))
      (v128.store offset=80 (local.get $p) (i8x16.swizzle (v128.load offset=80 (local.get $p)) (local.get $mask)))
      (v128.store offset=96 (local.get $p) (i8x16.swizzle (v128.load offset=96 (local.get $p)) (local.get $mask)))
      (v128.store offset=112 (local.get $p) (i8x16.swizzle (v128.load offset=112 (local.get $p)) (local.get $mask)))
      (br_if $next (i32.lt_u (local.tee $p (i32.add (local.get $p) (i32.const 128))) (local.get $end)))))

  (func (export "swap64") (param $end i32) (local $p i32) (local $mask v128)
    (local.set $mask (v128.const i8x16 7 6 5 4 3 2 1 0 15 14 13 12 11 10 9 8))
    (loop $next
      (v128.store offset=0 (local.get $p) (i8x16.swizzle (v128.load offset=0 (local.get $p)) (local.get $mask)))
      (v128.store offset=16 (local.get $p) (i8x16.swizzle (v128.load offset=16 (local.get $p)) (local.get $mask)))
      (v128.store offset=32 (local.get $p) (i8x16.swizzle (v128.load offset=32 (local.get $p)) (local.get $mask)))
      (v128.store offset=48 (local.get $p) (i8x16.swizzle (v128.load offset=48 (local.get $p)) (local.get $mask)))
      (v128.store offset=64 (local.get $p) (i8x16.swizzle (v128.load offset=64 (local.get $p)) (local.get $mask)))
      (v128.store offset=80 (local.get $p) (i8x16.swizzle (v128.load offset=80 (local.get $p)) (local.get $mask)))
      (v128.store offset=96 (local.get $p) (i8x16.swizzle (v128.load offset=96 (local.get $p)) (local.get $mask)))
      (v128.store offset=112 (local.get $p) (i8x16.swizzle (v128.load offset=112 (local.get $p)) (local.get $mask)))
      (br_if $next (i32.lt_u (local.tee $p (i32.add (local.get $p) (i32.const 128))) (local.get $end)))))

  ;; Turns doubles that are safe integers into i64 of reversed bytes, in place, in whole blocks of 64 bytes. Returns where it
  ;; stopped: at or behind `end`, or at the first block that holds anything else, which it leaves as it was.
  ;; Both halves of a number are exact as doubles; 1.5 * 2^52 moves an integer to the low bits of its double.
  (func (export "integer64") (param $end i32) (result i32)
    (local $p i32) (local $unit v128) (local $back v128) (local $most v128) (local $magic v128)
    (local $x0 v128) (local $x1 v128) (local $x2 v128) (local $x3 v128)
    (local $h0 v128) (local $h1 v128) (local $h2 v128) (local $h3 v128)
    (local.set $unit (v128.const f64x2 0x1p-32 0x1p-32))
    (local.set $back (v128.const f64x2 0x1p32 0x1p32))
    (local.set $most (v128.const f64x2 0x1.fffffffffffffp52 0x1.fffffffffffffp52))
    (local.set $magic (v128.const f64x2 0x1.8p52 0x1.8p52))
    (block $done (loop $next
      (local.set $x0 (v128.load offset=0 (local.get $p)))
      (local.set $h0 (f64x2.floor (f64x2.mul (local.get $x0) (local.get $unit))))
      (local.set $x1 (v128.load offset=16 (local.get $p)))
      (local.set $h1 (f64x2.floor (f64x2.mul (local.get $x1) (local.get $unit))))
      (local.set $x2 (v128.load offset=32 (local.get $p)))
      (local.set $h2 (f64x2.floor (f64x2.mul (local.get $x2) (local.get $unit))))
      (local.set $x3 (v128.load offset=48 (local.get $p)))
      (local.set $h3 (f64x2.floor (f64x2.mul (local.get $x3) (local.get $unit))))
      (br_if $done (i32.eqz (i64x2.all_true
        (v128.and
          (v128.and (v128.and
            (f64x2.eq (f64x2.floor (local.get $x0)) (local.get $x0))
            (f64x2.le (f64x2.abs (local.get $x0)) (local.get $most))) (v128.and
            (f64x2.eq (f64x2.floor (local.get $x1)) (local.get $x1))
            (f64x2.le (f64x2.abs (local.get $x1)) (local.get $most))))
          (v128.and (v128.and
            (f64x2.eq (f64x2.floor (local.get $x2)) (local.get $x2))
            (f64x2.le (f64x2.abs (local.get $x2)) (local.get $most))) (v128.and
            (f64x2.eq (f64x2.floor (local.get $x3)) (local.get $x3))
            (f64x2.le (f64x2.abs (local.get $x3)) (local.get $most))))))))
      (v128.store offset=0 (local.get $p)
        (i8x16.shuffle 3 2 1 0 19 18 17 16 11 10 9 8 27 26 25 24
          (f64x2.add (local.get $h0) (local.get $magic))
          (f64x2.add
            (f64x2.sub (local.get $x0) (f64x2.mul (local.get $h0) (local.get $back)))
            (local.get $magic))))
      (v128.store offset=16 (local.get $p)
        (i8x16.shuffle 3 2 1 0 19 18 17 16 11 10 9 8 27 26 25 24
          (f64x2.add (local.get $h1) (local.get $magic))
          (f64x2.add
            (f64x2.sub (local.get $x1) (f64x2.mul (local.get $h1) (local.get $back)))
            (local.get $magic))))
      (v128.store offset=32 (local.get $p)
        (i8x16.shuffle 3 2 1 0 19 18 17 16 11 10 9 8 27 26 25 24
          (f64x2.add (local.get $h2) (local.get $magic))
          (f64x2.add
            (f64x2.sub (local.get $x2) (f64x2.mul (local.get $h2) (local.get $back)))
            (local.get $magic))))
      (v128.store offset=48 (local.get $p)
        (i8x16.shuffle 3 2 1 0 19 18 17 16 11 10 9 8 27 26 25 24
          (f64x2.add (local.get $h3) (local.get $magic))
          (f64x2.add
            (f64x2.sub (local.get $x3) (f64x2.mul (local.get $h3) (local.get $back)))
            (local.get $magic))))
      (br_if $next (i32.lt_u (local.tee $p (i32.add (local.get $p) (i32.const 64))) (local.get $end)))))
    (local.get $p)))
