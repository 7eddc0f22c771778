;; UTF-8 to UTF-16 and back. What goes in begins at 0, at most 16,384 bytes, and ends at `end`; what comes out begins at 16,640.
;; Both return the bytes that come out, or -1 for text that is malformed or, in UTF-16, has a lone surrogate.
;;
;; Vectors take five characters of three bytes at once (eight to encode), which Chinese, Japanese and Korean are, or as much ASCII
;; as fits; all other characters go one by one.
;; What comes out may be followed by up to 15 bytes of anything; `narrow` reads up to 30 bytes behind it.
;;
;; Constants are loaded from memory, because V8 up to 12.4 makes each one anew for each use: twice as fast on Node 20 and 22.
;; Built into kernels.ts by scripts/build-kernels.mjs.
(module
  (memory (export "memory") 1 1)
  (data (i32.const 65024)
    "\00\3f\00\3f\00\3f\00\3f\00\3f\00\3f\00\3f\00\3f" ;; $middle
    "\3f\00\3f\00\3f\00\3f\00\3f\00\3f\00\3f\00\3f\00" ;; $low
    "\00\f8\00\f8\00\f8\00\f8\00\f8\00\f8\00\f8\00\f8" ;; $high
    "\00\d8\00\d8\00\d8\00\d8\00\d8\00\d8\00\d8\00\d8" ;; $surrogate
    "\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\00\00\00\00\00\00" ;; $five
    "\f0\c0\c0\f0\c0\c0\f0\c0\c0\f0\c0\c0\f0\c0\c0\00" ;; $lead
    "\e0\80\80\e0\80\80\e0\80\80\e0\80\80\e0\80\80\00" ;; $three
    "\02\01\05\04\08\07\0b\0a\0e\0d\ff\ff\ff\ff\ff\ff" ;; $tails
    "\ff\00\ff\03\ff\06\ff\09\ff\0c\ff\ff\ff\ff\ff\ff" ;; $heads
    "\e0\80\e0\80\e0\80\e0\80\e0\80\e0\80\e0\80\e0\80" ;; $head
    "\80\00\80\00\80\00\80\00\80\00\80\00\80\00\80\00" ;; $tail
    "\80\ff\80\ff\80\ff\80\ff\80\ff\80\ff\80\ff\80\ff" ;; $others
    "\00\01\ff\02\03\ff\04\05\ff\06\07\ff\08\09\ff\0a" ;; $heads1
    "\ff\ff\00\ff\ff\02\ff\ff\04\ff\ff\06\ff\ff\08\ff" ;; $tails1
    "\0b\ff\0c\0d\ff\0e\0f\ff\ff\ff\ff\ff\ff\ff\ff\ff" ;; $heads2
    "\ff\0a\ff\ff\0c\ff\ff\0e\ff\ff\ff\ff\ff\ff\ff\ff" ;; $tails2
  )

  ;; RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
  (func (export "decode") (param $end i32) (result i32)
    (local $p i32) (local $q i32) (local $b i32) (local $x i32) (local $wide i32)
    (local $v v128) (local $c v128) (local $bad v128)
    (local $lead v128) (local $three v128) (local $tails v128) (local $heads v128)
    (local $middle v128) (local $low v128) (local $high v128) (local $surrogate v128) (local $zero v128) (local $five v128)
    (local.set $q (i32.const 16640))
    (local.set $middle (v128.load (i32.const 65024)))
    (local.set $low (v128.load (i32.const 65040)))
    (local.set $high (v128.load (i32.const 65056)))
    (local.set $surrogate (v128.load (i32.const 65072)))
    (local.set $five (v128.load (i32.const 65088)))
    ;; The bits that five characters of three bytes share, and what those are.
    (local.set $lead (v128.load (i32.const 65104)))
    (local.set $three (v128.load (i32.const 65120)))
    (local.set $tails (v128.load (i32.const 65136)))
    (local.set $heads (v128.load (i32.const 65152)))
    (block $malformed
      (block $done
        (loop $next
          (if (i32.le_s (i32.add (local.get $p) (i32.const 16)) (local.get $end)) (then
            (local.set $v (v128.load (local.get $p)))
            (if (i32.eqz (v128.any_true (v128.xor (v128.and (local.get $v) (local.get $lead)) (local.get $three)))) (then
              (local.set $c (i8x16.swizzle (local.get $v) (local.get $tails)))
              (local.set $c (v128.or
                (i16x8.shl (i8x16.swizzle (local.get $v) (local.get $heads)) (i32.const 4))
                (v128.or
                  (i16x8.shr_u (v128.and (local.get $c) (local.get $middle)) (i32.const 2))
                  (v128.and (local.get $c) (local.get $low)))))
              (v128.store (local.get $q) (local.get $c))
              ;; 0 is an overlong form, 0xd800 a surrogate.
              (local.set $c (v128.and (local.get $c) (local.get $high)))
              (local.set $bad (v128.or (local.get $bad) (v128.and
                (v128.or
                  (i16x8.eq (local.get $c) (local.get $zero))
                  (i16x8.eq (local.get $c) (local.get $surrogate)))
                (local.get $five))))
              (local.set $wide (i32.const 1))
              (local.set $p (i32.add (local.get $p) (i32.const 15)))
              (local.set $q (i32.add (local.get $q) (i32.const 10)))
              (br $next)))
            (if (i32.eqz (i8x16.bitmask (local.get $v))) (then
              (v128.store (local.get $q) (i16x8.extend_low_i8x16_u (local.get $v)))
              (v128.store offset=16 (local.get $q) (i16x8.extend_high_i8x16_u (local.get $v)))
              (local.set $p (i32.add (local.get $p) (i32.const 16)))
              (local.set $q (i32.add (local.get $q) (i32.const 32)))
              (br $next)))))
          (br_if $done (i32.ge_s (local.get $p) (local.get $end)))
          (local.set $b (i32.load8_u (local.get $p)))
          (if (i32.lt_u (local.get $b) (i32.const 0x80)) (then
            (i32.store16 (local.get $q) (local.get $b))
            (local.set $p (i32.add (local.get $p) (i32.const 1)))
            (local.set $q (i32.add (local.get $q) (i32.const 2)))
            (br $next)))
          (br_if $malformed (i32.lt_u (local.get $b) (i32.const 0xc2)))
          (if (i32.lt_u (local.get $b) (i32.const 0xe0)) (then
            (br_if $malformed (i32.gt_s (i32.add (local.get $p) (i32.const 2)) (local.get $end)))
            (local.set $x (i32.load8_u offset=1 (local.get $p)))
            (br_if $malformed (i32.ne (i32.and (local.get $x) (i32.const 0xc0)) (i32.const 0x80)))
            (local.set $x (i32.or
              (i32.shl (i32.and (local.get $b) (i32.const 0x1f)) (i32.const 6))
              (i32.and (local.get $x) (i32.const 0x3f))))
            (i32.store16 (local.get $q) (local.get $x))
            (local.set $wide (i32.or (local.get $wide) (i32.gt_u (local.get $x) (i32.const 0xff))))
            (local.set $p (i32.add (local.get $p) (i32.const 2)))
            (local.set $q (i32.add (local.get $q) (i32.const 2)))
            (br $next)))
          (if (i32.lt_u (local.get $b) (i32.const 0xf0)) (then
            (br_if $malformed (i32.gt_s (i32.add (local.get $p) (i32.const 3)) (local.get $end)))
            (local.set $x (i32.load16_u offset=1 (local.get $p)))
            (br_if $malformed (i32.ne (i32.and (local.get $x) (i32.const 0xc0c0)) (i32.const 0x8080)))
            (local.set $x (i32.or
              (i32.shl (i32.and (local.get $b) (i32.const 0xf)) (i32.const 12))
              (i32.or
                (i32.shl (i32.and (local.get $x) (i32.const 0x3f)) (i32.const 6))
                (i32.and (i32.shr_u (local.get $x) (i32.const 8)) (i32.const 0x3f)))))
            (br_if $malformed (i32.lt_u (local.get $x) (i32.const 0x800)))
            (br_if $malformed (i32.eq (i32.and (local.get $x) (i32.const 0xf800)) (i32.const 0xd800)))
            (i32.store16 (local.get $q) (local.get $x))
            (local.set $wide (i32.const 1))
            (local.set $p (i32.add (local.get $p) (i32.const 3)))
            (local.set $q (i32.add (local.get $q) (i32.const 2)))
            (br $next)))
          (br_if $malformed (i32.gt_u (local.get $b) (i32.const 0xf4)))
          (br_if $malformed (i32.gt_s (i32.add (local.get $p) (i32.const 4)) (local.get $end)))
          (local.set $x (i32.load (local.get $p)))
          (br_if $malformed (i32.ne (i32.and (local.get $x) (i32.const 0xc0c0c000)) (i32.const 0x80808000)))
          (local.set $x (i32.or
            (i32.or
              (i32.shl (i32.and (local.get $b) (i32.const 7)) (i32.const 18))
              (i32.shl (i32.and (i32.shr_u (local.get $x) (i32.const 8)) (i32.const 0x3f)) (i32.const 12)))
            (i32.or
              (i32.shl (i32.and (i32.shr_u (local.get $x) (i32.const 16)) (i32.const 0x3f)) (i32.const 6))
              (i32.and (i32.shr_u (local.get $x) (i32.const 24)) (i32.const 0x3f)))))
          (local.set $x (i32.sub (local.get $x) (i32.const 0x10000)))
          (br_if $malformed (i32.gt_u (local.get $x) (i32.const 0xfffff)))
          ;; Both surrogates at once.
          (i32.store (local.get $q) (i32.or
            (i32.or (i32.const 0xd800) (i32.shr_u (local.get $x) (i32.const 10)))
            (i32.shl (i32.or (i32.const 0xdc00) (i32.and (local.get $x) (i32.const 0x3ff))) (i32.const 16))))
          (local.set $wide (i32.const 1))
          (local.set $p (i32.add (local.get $p) (i32.const 4)))
          (local.set $q (i32.add (local.get $q) (i32.const 4)))
          (br $next)))
      (br_if $malformed (v128.any_true (local.get $bad)))
      (return (i32.or (i32.sub (local.get $q) (i32.const 16640)) (local.get $wide))))
    (i32.const -1))

  ;; Halves what `decode` gave where no character is above U+00FF: `size` bytes of UTF-16 become Latin-1, in their place.
  (func (export "narrow") (param $size i32)
    (local $p i32)
    (loop $next
      (v128.store offset=16640 (i32.shr_u (local.get $p) (i32.const 1)) (i8x16.narrow_i16x8_u
        (v128.load offset=16640 (local.get $p))
        (v128.load offset=16656 (local.get $p))))
      (br_if $next (i32.lt_u (local.tee $p (i32.add (local.get $p) (i32.const 32))) (local.get $size)))))

  (func (export "encode") (param $end i32) (result i32)
    (local $p i32) (local $q i32) (local $c i32) (local $x i32)
    (local $v v128) (local $heads v128) (local $tails v128)
    (local $heads1 v128) (local $tails1 v128) (local $heads2 v128) (local $tails2 v128)
    (local $middle v128) (local $low v128) (local $high v128) (local $surrogate v128) (local $zero v128) (local $head v128) (local $tail v128) (local $others v128)
    (local.set $q (i32.const 16640))
    (local.set $middle (v128.load (i32.const 65024)))
    (local.set $low (v128.load (i32.const 65040)))
    (local.set $high (v128.load (i32.const 65056)))
    (local.set $surrogate (v128.load (i32.const 65072)))
    (local.set $head (v128.load (i32.const 65168)))
    (local.set $tail (v128.load (i32.const 65184)))
    (local.set $others (v128.load (i32.const 65200)))
    (local.set $heads1 (v128.load (i32.const 65216)))
    (local.set $tails1 (v128.load (i32.const 65232)))
    (local.set $heads2 (v128.load (i32.const 65248)))
    (local.set $tails2 (v128.load (i32.const 65264)))
    (block $malformed
      (block $done
        (loop $next
          (if (i32.le_s (i32.add (local.get $p) (i32.const 16)) (local.get $end)) (then
            (local.set $v (v128.load (local.get $p)))
            (local.set $heads (v128.and (local.get $v) (local.get $high)))
            (if (i32.eqz (v128.any_true (v128.or
                (i16x8.eq (local.get $heads) (local.get $zero))
                (i16x8.eq (local.get $heads) (local.get $surrogate))))) (then
              ;; The first two bytes of each character, and the third.
              (local.set $heads (v128.or
                (v128.or
                  (i16x8.shr_u (local.get $v) (i32.const 12))
                  (v128.and (i16x8.shl (local.get $v) (i32.const 2)) (local.get $middle)))
                (local.get $head)))
              (local.set $tails (v128.or
                (v128.and (local.get $v) (local.get $low))
                (local.get $tail)))
              (v128.store (local.get $q) (v128.or
                (i8x16.swizzle (local.get $heads) (local.get $heads1))
                (i8x16.swizzle (local.get $tails) (local.get $tails1))))
              (v128.store offset=16 (local.get $q) (v128.or
                (i8x16.swizzle (local.get $heads) (local.get $heads2))
                (i8x16.swizzle (local.get $tails) (local.get $tails2))))
              (local.set $p (i32.add (local.get $p) (i32.const 16)))
              (local.set $q (i32.add (local.get $q) (i32.const 24)))
              (br $next)))
            (if (i32.eqz (v128.any_true (v128.and (local.get $v) (local.get $others)))) (then
              (v128.store64_lane 0 (local.get $q) (i8x16.narrow_i16x8_u (local.get $v) (local.get $v)))
              (local.set $p (i32.add (local.get $p) (i32.const 16)))
              (local.set $q (i32.add (local.get $q) (i32.const 8)))
              (br $next)))))
          (br_if $done (i32.ge_s (local.get $p) (local.get $end)))
          (local.set $c (i32.load16_u (local.get $p)))
          (local.set $p (i32.add (local.get $p) (i32.const 2)))
          (if (i32.lt_u (local.get $c) (i32.const 0x80)) (then
            (i32.store8 (local.get $q) (local.get $c))
            (local.set $q (i32.add (local.get $q) (i32.const 1)))
            (br $next)))
          (if (i32.lt_u (local.get $c) (i32.const 0x800)) (then
            (i32.store16 (local.get $q) (i32.or
              (i32.or (i32.const 0x80c0) (i32.shr_u (local.get $c) (i32.const 6)))
              (i32.shl (i32.and (local.get $c) (i32.const 0x3f)) (i32.const 8))))
            (local.set $q (i32.add (local.get $q) (i32.const 2)))
            (br $next)))
          (if (i32.ne (i32.and (local.get $c) (i32.const 0xf800)) (i32.const 0xd800)) (then
            (i32.store16 (local.get $q) (i32.or
              (i32.or (i32.const 0x80e0) (i32.shr_u (local.get $c) (i32.const 12)))
              (i32.and (i32.shl (local.get $c) (i32.const 2)) (i32.const 0x3f00))))
            (i32.store8 offset=2 (local.get $q) (i32.or (i32.const 0x80) (i32.and (local.get $c) (i32.const 0x3f))))
            (local.set $q (i32.add (local.get $q) (i32.const 3)))
            (br $next)))
          (br_if $malformed (i32.ge_u (local.get $c) (i32.const 0xdc00)))
          (br_if $malformed (i32.ge_s (local.get $p) (local.get $end)))
          (local.set $x (i32.load16_u (local.get $p)))
          (br_if $malformed (i32.ne (i32.and (local.get $x) (i32.const 0xfc00)) (i32.const 0xdc00)))
          (local.set $p (i32.add (local.get $p) (i32.const 2)))
          (local.set $c (i32.add
            (i32.or (i32.shl (i32.and (local.get $c) (i32.const 0x3ff)) (i32.const 10)) (i32.and (local.get $x) (i32.const 0x3ff)))
            (i32.const 0x10000)))
          (i32.store (local.get $q) (i32.or
            (i32.or
              (i32.or (i32.const 0x808080f0) (i32.shr_u (local.get $c) (i32.const 18)))
              (i32.and (i32.shr_u (local.get $c) (i32.const 4)) (i32.const 0x3f00)))
            (i32.or
              (i32.and (i32.shl (local.get $c) (i32.const 10)) (i32.const 0x3f0000))
              (i32.shl (i32.and (local.get $c) (i32.const 0x3f)) (i32.const 24)))))
          (local.set $q (i32.add (local.get $q) (i32.const 4)))
          (br $next)))
      (return (i32.sub (local.get $q) (i32.const 16640))))
    (i32.const -1)))
