package org.foldbase.server.pileup.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.foldbase.server.access.Needs;
import org.foldbase.server.access.Permission;
import org.foldbase.server.view.ColourMap;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The colours of the figures, so that a browser paints with those of the exports. */
@RestController
@Tag(name = "pileups")
class ColourMapApi {

    /**
     * The colour maps, each colour as red, green and blue in one number, that of the lowest value
     * first.
     *
     * @param noData of a cell without a value
     */
    record ColourMaps(int noData, List<Integer> sequential, List<Integer> diverging) {}

    @GetMapping("/api/v1/colour-maps")
    @Needs(Permission.SEE)
    @Operation(summary = "The colours of the figures")
    ResponseEntity<ColourMaps> colourMaps() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .body(
                        new ColourMaps(
                                ColourMap.NO_DATA,
                                list(ColourMap.sequential()),
                                list(ColourMap.diverging())));
    }

    private static List<Integer> list(int[] colours) {
        return Arrays.stream(colours).boxed().toList();
    }
}
