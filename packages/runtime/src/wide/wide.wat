;; UTF-8 to UTF-16 and back. What goes in begins at 0, at most 16,384 bytes, and ends at `end`; what comes out begins at 16,640.
;; Both return the bytes that come out, or -1 for text that is malformed or, in UTF-16, has a lone surrogate.
;;
;; Each takes what goes in as whole vectors, the last one filled up with zeros, which are taken off at the end. Characters that are
;; all of three bytes (Chinese, Japanese, Korean) or all ASCII have steps of their own; any others up to U+FFFF are put in their
;; places by tables, which tables.ts makes: by where characters end (decoding) or how long they are (encoding). Those above
;; U+FFFF, and their neighbours, go one by one.
;; What comes out may be followed by up to 31 bytes of anything; `narrow` reads up to 30 bytes behind it.
;;
;; Constants are loaded from memory, because V8 up to 12.4 makes each one anew for each use: twice as fast on Node 20 and 22.
;; Built into kernels.ts by scripts/build-kernels.mjs.
(module
  (memory (export "memory") 2 2)
  (data (i32.const 64512)
    "\02\02\02\02\02\02\02\02\80\80\80\80\21\01\15\49" ;; $lead_high
    "\e7\a3\83\83\8b\cb\cb\cb\cb\cb\cb\cb\cb\db\cb\cb" ;; $lead_low
    "\01\01\01\01\01\01\01\01\e6\ae\ba\ba\01\01\01\01" ;; $next_high
    "\0f\0f\0f\0f\0f\0f\0f\0f\0f\0f\0f\0f\0f\0f\0f\0f" ;; $nibble
    "\60\60\60\60\60\60\60\60\60\60\60\60\60\60\60\60" ;; $third
    "\70\70\70\70\70\70\70\70\70\70\70\70\70\70\70\70" ;; $fourth
    "\80\80\80\80\80\80\80\80\80\80\80\80\80\80\80\80" ;; $top
    "\c4\c4\c4\c4\c4\c4\c4\c4\c4\c4\c4\c4\c4\c4\c4\c4" ;; $above
    "\c0\c0\c0\c0\c0\c0\c0\c0\c0\c0\c0\c0\c0\c0\c0\c0" ;; $continuation
    "\f0\c0\c0\f0\c0\c0\f0\c0\c0\f0\c0\c0\f0\c0\c0\00" ;; $lead
    "\e0\80\80\e0\80\80\e0\80\80\e0\80\80\e0\80\80\00" ;; $three
    "\ff\ff\ff\ff\ff\ff\ff\ff\ff\ff\00\00\00\00\00\00" ;; $five
    "\02\01\05\04\08\07\0b\0a\0e\0d\ff\ff\ff\ff\ff\ff" ;; $tails
    "\ff\00\ff\03\ff\06\ff\09\ff\0c\ff\ff\ff\ff\ff\ff" ;; $heads
    "\00\3f\00\3f\00\3f\00\3f\00\3f\00\3f\00\3f\00\3f" ;; $middle
    "\3f\00\3f\00\3f\00\3f\00\3f\00\3f\00\3f\00\3f\00" ;; $low
    "\7f\00\7f\00\7f\00\7f\00\7f\00\7f\00\7f\00\7f\00" ;; $low7
    "\00\1f\00\1f\00\1f\00\1f\00\1f\00\1f\00\1f\00\1f" ;; $high5
    "\7f\00\00\00\7f\00\00\00\7f\00\00\00\7f\00\00\00" ;; $wide_low
    "\00\3f\00\00\00\3f\00\00\00\3f\00\00\00\3f\00\00" ;; $wide_middle
    "\00\00\0f\00\00\00\0f\00\00\00\0f\00\00\00\0f\00" ;; $wide_high
    "\00\f8\00\f8\00\f8\00\f8\00\f8\00\f8\00\f8\00\f8" ;; $high
    "\00\d8\00\d8\00\d8\00\d8\00\d8\00\d8\00\d8\00\d8" ;; $surrogate
    "\e0\80\e0\80\e0\80\e0\80\e0\80\e0\80\e0\80\e0\80" ;; $head
    "\80\00\80\00\80\00\80\00\80\00\80\00\80\00\80\00" ;; $tail
    "\80\ff\80\ff\80\ff\80\ff\80\ff\80\ff\80\ff\80\ff" ;; $others
    "\00\01\ff\02\03\ff\04\05\ff\06\07\ff\08\09\ff\0a" ;; $heads1
    "\ff\ff\00\ff\ff\02\ff\ff\04\ff\ff\06\ff\ff\08\ff" ;; $tails1
    "\0b\ff\0c\0d\ff\0e\0f\ff\ff\ff\ff\ff\ff\ff\ff\ff" ;; $heads2
    "\ff\0a\ff\ff\0c\ff\ff\0e\ff\ff\ff\ff\ff\ff\ff\ff" ;; $tails2
    "\80\c0\80\c0\80\c0\80\c0\80\c0\80\c0\80\c0\80\c0" ;; $two
    "\3f\00\00\00\3f\00\00\00\3f\00\00\00\3f\00\00\00" ;; $six
    "\80\80\e0\00\80\80\e0\00\80\80\e0\00\80\80\e0\00" ;; $marks
    "\00\40\00\00\00\40\00\00\00\40\00\00\00\40\00\00" ;; $lead_mark
    "\80\00\00\00\80\00\00\00\80\00\00\00\80\00\00\00" ;; $ascii_end
    "\00\08\00\00\00\08\00\00\00\08\00\00\00\08\00\00" ;; $two_end
  )

  ;; RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. 0 where it is malformed; else 1, or 3 where it sees
  ;; characters above U+00FF. Each bit of the three tables stands for a mistake that a byte and the high half of the next one can
  ;; make; it was made where all have it (Keiser and Lemire, "Validating UTF-8 In Less Than One Instruction Per Byte", 2021).
  ;; What stands before `p` is known to be right. Leaves, from 86,016 on, a bit for each byte: set where a character begins.
  (func $judge (param $p i32) (param $end i32) (result i32)
    (local $mask i32) (local $before i32)
    (local $v v128) (local $previous v128) (local $x v128) (local $bad v128) (local $most v128)
    (local $lead_high v128) (local $lead_low v128) (local $next_high v128) (local $nibble v128)
    (local $third v128) (local $fourth v128) (local $top v128) (local $continuation v128)
    (local.set $lead_high (v128.load (i32.const 64512))) (local.set $lead_low (v128.load (i32.const 64528)))
    (local.set $next_high (v128.load (i32.const 64544))) (local.set $nibble (v128.load (i32.const 64560)))
    (local.set $third (v128.load (i32.const 64576))) (local.set $fourth (v128.load (i32.const 64592)))
    (local.set $top (v128.load (i32.const 64608))) (local.set $continuation (v128.load (i32.const 64640)))
    (if (i32.ge_u (local.tee $p (i32.and (local.get $p) (i32.const -16))) (i32.const 16)) (then
      (local.set $previous (v128.load (i32.sub (local.get $p) (i32.const 16))))))
    (local.set $before (i32.const 1))
    ;; One vector more than there are, for a character that is cut off by the end.
    (loop $next
      (local.set $v (v128.load (local.get $p)))
      (local.set $mask (i8x16.bitmask (local.get $v)))
      (if (i32.or (local.get $mask) (local.get $before)) (then
        (local.set $x (i8x16.shuffle 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 (local.get $previous) (local.get $v)))
        (local.set $bad (v128.or (local.get $bad) (v128.xor
          (v128.and
            (v128.and
              (i8x16.swizzle (local.get $lead_high)
                (v128.and (i16x8.shr_u (local.get $x) (i32.const 4)) (local.get $nibble)))
              (i8x16.swizzle (local.get $lead_low) (v128.and (local.get $x) (local.get $nibble))))
            (i8x16.swizzle (local.get $next_high)
              (v128.and (i16x8.shr_u (local.get $v) (i32.const 4)) (local.get $nibble))))
          ;; The third byte of three, the third and fourth of four follow one that follows another: no mistake there.
          (v128.and (local.get $top) (v128.or
            (i8x16.sub_sat_u
              (i8x16.shuffle 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 (local.get $previous) (local.get $v))
              (local.get $third))
            (i8x16.sub_sat_u
              (i8x16.shuffle 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 (local.get $previous) (local.get $v))
              (local.get $fourth)))))))
        (local.set $most (i8x16.max_u (local.get $most) (local.get $v)))))
      (i32.store16 offset=86016 (i32.shr_u (local.get $p) (i32.const 3))
        (i8x16.bitmask (i8x16.ge_s (local.get $v) (local.get $continuation))))
      (local.set $before (local.get $mask))
      (local.set $previous (local.get $v))
      (br_if $next (i32.le_s (local.tee $p (i32.add (local.get $p) (i32.const 16))) (local.get $end))))
    (i64.store offset=86016 (i32.shr_u (local.get $p) (i32.const 3)) (i64.const -1))
    (if (result i32) (v128.any_true (local.get $bad))
      (then (i32.const 0))
      (else (select (i32.const 3) (i32.const 1)
        (v128.any_true (i8x16.ge_u (local.get $most) (v128.load (i32.const 64624))))))))

  (func (export "decode") (param $end i32) (result i32)
    (local $p i32) (local $q i32) (local $b i32) (local $x i32)
    (local $mask i32) (local $kind i32) (local $wide i32) (local $limit i32)
    (local $ends i64)
    (local $v v128) (local $c v128) (local $bad v128)
    (local $lead v128) (local $three v128) (local $five v128) (local $high v128) (local $surrogate v128) (local $zero v128) (local $tails v128) (local $heads v128)
    (local $middle v128) (local $low v128) (local $low7 v128) (local $high5 v128) (local $wide_low v128) (local $wide_middle v128) (local $wide_high v128)
    (local.set $q (i32.const 16640))
    (v128.store (local.get $end) (local.get $zero))
    (local.set $lead (v128.load (i32.const 64656))) (local.set $three (v128.load (i32.const 64672)))
    (local.set $five (v128.load (i32.const 64688))) (local.set $high (v128.load (i32.const 64848)))
    (local.set $surrogate (v128.load (i32.const 64864))) (local.set $tails (v128.load (i32.const 64704)))
    (local.set $heads (v128.load (i32.const 64720))) (local.set $middle (v128.load (i32.const 64736)))
    (local.set $low (v128.load (i32.const 64752)))
    ;; Text of these two kinds alone is judged as it is decoded.
    (loop $same
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
          (br $same)))
        (if (i32.eqz (i8x16.bitmask (local.get $v))) (then
          (v128.store (local.get $q) (i16x8.extend_low_i8x16_u (local.get $v)))
          (v128.store offset=16 (local.get $q) (i16x8.extend_high_i8x16_u (local.get $v)))
          (local.set $p (i32.add (local.get $p) (i32.const 16)))
          (local.set $q (i32.add (local.get $q) (i32.const 32)))
          (br $same))))))
    (if (v128.any_true (local.get $bad)) (then (return (i32.const -1))))
    (if (i32.eqz (local.tee $kind (call $judge (local.get $p) (local.get $end)))) (then (return (i32.const -1))))
    (local.set $low7 (v128.load (i32.const 64768))) (local.set $high5 (v128.load (i32.const 64784)))
    (local.set $wide_low (v128.load (i32.const 64800))) (local.set $wide_middle (v128.load (i32.const 64816)))
    (local.set $wide_high (v128.load (i32.const 64832)))
    (block $done
      (loop $more
        (br_if $done (i32.ge_s (local.get $p) (local.get $end)))
        ;; At least 56 bits, of which each step looks at 16: set where a character ends, as the next one begins behind it. Offsets
        ;; come from them alone: what is loaded does not have to be waited for.
        (local.set $x (i32.add (local.get $p) (i32.const 1)))
        (local.set $ends (i64.shr_u
          (i64.load offset=86016 (i32.shr_u (local.get $x) (i32.const 3)))
          (i64.extend_i32_u (i32.and (local.get $x) (i32.const 7)))))
        (local.set $limit (i32.add (local.get $p) (i32.const 40)))
        (loop $next
          (br_if $more (i32.gt_s (local.get $p) (local.get $limit)))
          (br_if $done (i32.ge_s (local.get $p) (local.get $end)))
          (local.set $v (v128.load (local.get $p)))
          (local.set $mask (i32.wrap_i64 (local.get $ends)))
          ;; Five characters of three bytes.
          (if (i32.eq (i32.and (local.get $mask) (i32.const 0x7fff)) (i32.const 0x4924)) (then
            (local.set $c (i8x16.swizzle (local.get $v) (local.get $tails)))
            (v128.store (local.get $q) (v128.or
              (i16x8.shl (i8x16.swizzle (local.get $v) (local.get $heads)) (i32.const 4))
              (v128.or
                (i16x8.shr_u (v128.and (local.get $c) (local.get $middle)) (i32.const 2))
                (v128.and (local.get $c) (local.get $low)))))
            (local.set $p (i32.add (local.get $p) (i32.const 15)))
            (local.set $q (i32.add (local.get $q) (i32.const 10)))
            (local.set $ends (i64.shr_u (local.get $ends) (i64.const 15)))
            (br $next)))
          ;; ASCII before anything else: 16 bytes, or 8 and more.
          (local.set $x (i32.ctz (i32.or (i32.xor (local.get $mask) (i32.const -1)) (i32.const 0x10000))))
          (if (i32.ge_u (local.get $x) (i32.const 8)) (then
            (v128.store (local.get $q) (i16x8.extend_low_i8x16_u (local.get $v)))
            (v128.store offset=16 (local.get $q) (i16x8.extend_high_i8x16_u (local.get $v)))
            (local.set $p (i32.add (local.get $p) (local.get $x)))
            (local.set $q (i32.add (local.get $q) (i32.shl (local.get $x) (i32.const 1))))
            (local.set $ends (i64.shr_u (local.get $ends) (i64.extend_i32_u (local.get $x))))
            (br $next)))
          (local.set $mask (i32.shl (i32.and (local.get $mask) (i32.const 0xfff)) (i32.const 1)))
          (local.set $x (i32.load8_u offset=65536 (local.get $mask)))
          (local.set $mask (i32.load8_u offset=65537 (local.get $mask)))
          ;; Six characters of one or two bytes.
          (if (i32.lt_u (local.get $x) (i32.const 64)) (then
            (local.set $v (i8x16.swizzle (local.get $v) (v128.load offset=73728 (i32.shl (local.get $x) (i32.const 4)))))
            (v128.store (local.get $q) (v128.or
              (v128.and (local.get $v) (local.get $low7))
              (i16x8.shr_u (v128.and (local.get $v) (local.get $high5)) (i32.const 2))))
            (local.set $p (i32.add (local.get $p) (local.get $mask)))
            (local.set $q (i32.add (local.get $q) (i32.const 12)))
            (local.set $ends (i64.shr_u (local.get $ends) (i64.extend_i32_u (local.get $mask))))
            (br $next)))
          ;; Four of one to three.
          (if (i32.lt_u (local.get $x) (i32.const 145)) (then
            (local.set $v (i8x16.swizzle (local.get $v) (v128.load offset=73728 (i32.shl (local.get $x) (i32.const 4)))))
            (local.set $v (v128.or
              (v128.and (local.get $v) (local.get $wide_low))
              (v128.or
                (i32x4.shr_u (v128.and (local.get $v) (local.get $wide_middle)) (i32.const 2))
                (i32x4.shr_u (v128.and (local.get $v) (local.get $wide_high)) (i32.const 4)))))
            (v128.store64_lane 0 (local.get $q) (i16x8.narrow_i32x4_u (local.get $v) (local.get $v)))
            (local.set $p (i32.add (local.get $p) (local.get $mask)))
            (local.set $q (i32.add (local.get $q) (i32.const 8)))
            (local.set $ends (i64.shr_u (local.get $ends) (i64.extend_i32_u (local.get $mask))))
            (br $next)))
          ;; One, as one of four bytes is among the next.
          (local.set $b (i32.load8_u (local.get $p)))
          (if (i32.lt_u (local.get $b) (i32.const 0x80)) (then
            (i32.store16 (local.get $q) (local.get $b))
            (local.set $p (i32.add (local.get $p) (i32.const 1)))
            (local.set $q (i32.add (local.get $q) (i32.const 2)))
            (br $more)))
          (if (i32.lt_u (local.get $b) (i32.const 0xe0)) (then
            (i32.store16 (local.get $q) (i32.or
              (i32.shl (i32.and (local.get $b) (i32.const 0x1f)) (i32.const 6))
              (i32.and (i32.load8_u offset=1 (local.get $p)) (i32.const 0x3f))))
            (local.set $p (i32.add (local.get $p) (i32.const 2)))
            (local.set $q (i32.add (local.get $q) (i32.const 2)))
            (br $more)))
          (if (i32.lt_u (local.get $b) (i32.const 0xf0)) (then
            (local.set $x (i32.load16_u offset=1 (local.get $p)))
            (i32.store16 (local.get $q) (i32.or
              (i32.shl (i32.and (local.get $b) (i32.const 0xf)) (i32.const 12))
              (i32.or
                (i32.shl (i32.and (local.get $x) (i32.const 0x3f)) (i32.const 6))
                (i32.and (i32.shr_u (local.get $x) (i32.const 8)) (i32.const 0x3f)))))
            (local.set $p (i32.add (local.get $p) (i32.const 3)))
            (local.set $q (i32.add (local.get $q) (i32.const 2)))
            (br $more)))
          (local.set $x (i32.load (local.get $p)))
          (local.set $x (i32.sub
            (i32.or
              (i32.or
                (i32.shl (i32.and (local.get $b) (i32.const 7)) (i32.const 18))
                (i32.shl (i32.and (i32.shr_u (local.get $x) (i32.const 8)) (i32.const 0x3f)) (i32.const 12)))
              (i32.or
                (i32.shl (i32.and (i32.shr_u (local.get $x) (i32.const 16)) (i32.const 0x3f)) (i32.const 6))
                (i32.and (i32.shr_u (local.get $x) (i32.const 24)) (i32.const 0x3f))))
            (i32.const 0x10000)))
          ;; Both surrogates at once.
          (i32.store (local.get $q) (i32.or
            (i32.or (i32.const 0xd800) (i32.shr_u (local.get $x) (i32.const 10)))
            (i32.shl (i32.or (i32.const 0xdc00) (i32.and (local.get $x) (i32.const 0x3ff))) (i32.const 16))))
          (local.set $p (i32.add (local.get $p) (i32.const 4)))
          (local.set $q (i32.add (local.get $q) (i32.const 4)))
          (br $more))))
    ;; Without the zeros behind the end.
    (i32.or
      (i32.sub
        (i32.sub (local.get $q) (i32.const 16640))
        (i32.shl (i32.sub (local.get $p) (local.get $end)) (i32.const 1)))
      (i32.or (local.get $wide) (i32.shr_u (local.get $kind) (i32.const 1)))))

  ;; Halves what `decode` gave where no character is above U+00FF: `size` bytes of UTF-16 become Latin-1, in their place.
  (func (export "narrow") (param $size i32)
    (local $p i32)
    (loop $next
      (v128.store offset=16640 (i32.shr_u (local.get $p) (i32.const 1)) (i8x16.narrow_i16x8_u
        (v128.load offset=16640 (local.get $p))
        (v128.load offset=16656 (local.get $p))))
      (br_if $next (i32.lt_u (local.tee $p (i32.add (local.get $p) (i32.const 32))) (local.get $size)))))

  ;; Four characters of up to three bytes from 32-bit lanes to `q`; behind what they need. The table has their places and, behind
  ;; those, their bytes.
  (func $place (param $v v128) (param $q i32) (result i32)
    (local $x i32) (local $ascii v128) (local $two v128)
    (local.set $ascii (i32x4.lt_u (local.get $v) (v128.load (i32.const 65056))))
    (local.set $two (i32x4.lt_u (local.get $v) (v128.load (i32.const 65072))))
    (local.set $x
      (i32.or (i32x4.bitmask (local.get $ascii)) (i32.shl (i32x4.bitmask (local.get $two)) (i32.const 4))))
    (v128.store (local.get $q) (i8x16.swizzle
      (v128.bitselect
        (local.get $v)
        ;; The last byte of each first, as little-endian lanes have it. Two bytes begin with 11.
        (v128.or
          (v128.or
            (v128.and (local.get $v) (v128.load (i32.const 65008)))
            (v128.and (i32x4.shl (local.get $v) (i32.const 2)) (v128.load (i32.const 64816))))
          (v128.or
            (v128.or
              (v128.and (i32x4.shl (local.get $v) (i32.const 4)) (v128.load (i32.const 64832)))
              (v128.load (i32.const 65024)))
            (v128.and (local.get $two) (v128.load (i32.const 65040)))))
        (local.get $ascii))
      (v128.load offset=80640 (i32.shl (local.get $x) (i32.const 4)))))
    (i32.add (local.get $q) (i32.load8_u offset=84736 (local.get $x))))

  (func (export "encode") (param $end i32) (result i32)
    (local $p i32) (local $q i32) (local $c i32) (local $x i32)
    (local $v v128) (local $lows v128)
    (local $middle v128) (local $low v128) (local $high v128) (local $surrogate v128) (local $head v128) (local $tail v128) (local $others v128)
    (local $heads1 v128) (local $tails1 v128) (local $heads2 v128) (local $tails2 v128) (local $two v128) (local $high5 v128) (local $zero v128)
    (local.set $q (i32.const 16640))
    (local.set $middle (v128.load (i32.const 64736))) (local.set $low (v128.load (i32.const 64752)))
    (local.set $high (v128.load (i32.const 64848))) (local.set $surrogate (v128.load (i32.const 64864)))
    (local.set $head (v128.load (i32.const 64880))) (local.set $tail (v128.load (i32.const 64896)))
    (local.set $others (v128.load (i32.const 64912))) (local.set $heads1 (v128.load (i32.const 64928)))
    (local.set $tails1 (v128.load (i32.const 64944))) (local.set $heads2 (v128.load (i32.const 64960)))
    (local.set $tails2 (v128.load (i32.const 64976))) (local.set $two (v128.load (i32.const 64992)))
    (local.set $high5 (v128.load (i32.const 64784)))
    (v128.store (local.get $end) (local.get $zero))
    (block $malformed
      (block $done
        (loop $next
          (br_if $done (i32.ge_s (local.get $p) (local.get $end)))
          (local.set $v (v128.load (local.get $p)))
          (local.set $lows (v128.and (local.get $v) (local.get $high)))
          ;; Eight characters of three bytes: the first two of each, and the last.
          (if (i32.eqz (v128.any_true (v128.or
              (i16x8.eq (local.get $lows) (local.get $zero))
              (i16x8.eq (local.get $lows) (local.get $surrogate))))) (then
            (local.set $lows (v128.or (v128.and (local.get $v) (local.get $low)) (local.get $tail)))
            (local.set $v (v128.or
              (v128.or
                (i16x8.shr_u (local.get $v) (i32.const 12))
                (v128.and (i16x8.shl (local.get $v) (i32.const 2)) (local.get $middle)))
              (local.get $head)))
            (v128.store (local.get $q) (v128.or
              (i8x16.swizzle (local.get $v) (local.get $heads1))
              (i8x16.swizzle (local.get $lows) (local.get $tails1))))
            (v128.store offset=16 (local.get $q) (v128.or
              (i8x16.swizzle (local.get $v) (local.get $heads2))
              (i8x16.swizzle (local.get $lows) (local.get $tails2))))
            (local.set $p (i32.add (local.get $p) (i32.const 16)))
            (local.set $q (i32.add (local.get $q) (i32.const 24)))
            (br $next)))
          (if (i32.eqz (v128.any_true (v128.and (local.get $v) (local.get $others)))) (then
            (v128.store64_lane 0 (local.get $q) (i8x16.narrow_i16x8_u (local.get $v) (local.get $v)))
            (local.set $p (i32.add (local.get $p) (i32.const 16)))
            (local.set $q (i32.add (local.get $q) (i32.const 8)))
            (br $next)))
          ;; Eight of one or two bytes.
          (if (i32.eqz (v128.any_true (local.get $lows))) (then
            (local.set $lows (i16x8.eq (v128.and (local.get $v) (local.get $others)) (local.get $zero)))
            (local.set $x (i16x8.bitmask (local.get $lows)))
            (v128.store (local.get $q) (i8x16.swizzle
              (v128.bitselect
                (local.get $v)
                (v128.or (local.get $two) (v128.or
                  (v128.and (local.get $v) (local.get $low))
                  (v128.and (i16x8.shl (local.get $v) (i32.const 2)) (local.get $high5))))
                (local.get $lows))
              (v128.load offset=76288 (i32.shl (local.get $x) (i32.const 4)))))
            (local.set $p (i32.add (local.get $p) (i32.const 16)))
            (local.set $q (i32.add (local.get $q) (i32.sub (i32.const 16) (i32.popcnt (local.get $x)))))
            (br $next)))
          ;; Twice four of one to three.
          (if (i32.eqz (v128.any_true (i16x8.eq (local.get $lows) (local.get $surrogate)))) (then
            (local.set $p (i32.add (local.get $p) (i32.const 16)))
            (local.set $q (call $place (i32x4.extend_low_i16x8_u (local.get $v)) (local.get $q)))
            (local.set $q (call $place (i32x4.extend_high_i16x8_u (local.get $v)) (local.get $q)))
            (br $next)))
          ;; One, as there are surrogates among the next.
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
      ;; Without the zeros behind the end.
      (return (i32.sub
        (i32.sub (local.get $q) (i32.const 16640))
        (i32.shr_u (i32.sub (local.get $p) (local.get $end)) (i32.const 1)))))
    (i32.const -1)))
