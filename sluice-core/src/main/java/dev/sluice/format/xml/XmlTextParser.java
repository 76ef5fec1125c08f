package dev.sluice.format.xml;

import dev.sluice.format.LineParser;
import dev.sluice.format.ParseMode;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Selection;
import dev.sluice.vector.StructVector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Makes a row of each text: of its first element, whatever its name. In mode DROPMALFORMED a text that does not fit is
/// left out.
public final class XmlTextParser implements LineParser {

    private final XmlTexts texts;
    private final boolean drops;
    private int count;
    private int[] kept = new int[64];
    private int keptCount;

    public XmlTextParser(DataType.Struct schema, XmlSettings settings) {
        texts = new XmlTexts(schema, settings);
        drops = settings.mode() == ParseMode.DROPMALFORMED;
    }

    @Override
    public void line(byte[] block, int from, int to) {
        boolean fits = texts.add(new String(block, from, to - from, StandardCharsets.UTF_8));
        if (keptCount == kept.length) kept = Arrays.copyOf(kept, keptCount * 2);
        if (fits || !drops) kept[keptCount++] = count;
        count++;
    }

    @Override
    public int rowCount() {
        return count;
    }

    @Override
    public Chunk take() {
        var rows = (StructVector) texts.build();
        Chunk chunk = Chunk.of(count, rows.fields());
        if (keptCount < count) chunk = chunk.select(new Selection(Arrays.copyOf(kept, keptCount), keptCount));
        count = 0;
        keptCount = 0;
        return chunk;
    }

    @Override
    public boolean keepsBlocks() {
        return false;
    }
}
