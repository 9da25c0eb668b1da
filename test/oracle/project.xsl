<?xml version="1.0" encoding="UTF-8"?>
<!--
  Projects a SCAP document to the smallest standalone document that a scanner selects rules from in the same way:
  one Benchmark (or one Tailoring) with only Profile, Group, Rule, select, requires, conflicts and the attributes that
  decide selection. Every element stands on its own line, because the scanner loses a select that directly follows
  another one with no character between.

  With 'settings' it also keeps Values, what profiles set and refine, and the attributes that these refine.

  Parameters: 'benchmark' picks a Benchmark by its id or by the id of the component that holds it (default: the first in
  the file); 'tailoring' picks a Tailoring in the same way, '*' the first one.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <xsl:param name="benchmark" select="''"/>
  <xsl:param name="tailoring" select="''"/>
  <xsl:param name="settings" select="''"/>

  <xsl:template match="/">
    <xsl:choose>
      <xsl:when test="$tailoring = '*'">
        <xsl:apply-templates mode="only-one" select="(//*[local-name() = 'Tailoring'])[1]"/>
      </xsl:when>
      <xsl:when test="$tailoring != ''">
        <xsl:apply-templates mode="only-one"
          select="(//*[local-name() = 'Tailoring'][@id = $tailoring or ../@id = $tailoring])[1]"/>
      </xsl:when>
      <xsl:when test="$benchmark != ''">
        <xsl:apply-templates mode="only-one"
          select="(//*[local-name() = 'Benchmark'][@id = $benchmark or ../@id = $benchmark])[1]"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="only-one" select="(//*[local-name() = 'Benchmark'])[1]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*" mode="only-one">
    <xsl:call-template name="keep"/>
  </xsl:template>

  <!-- Anything not named below is left out together with all that it holds. -->
  <xsl:template match="node()"/>

  <xsl:template match="*[local-name() = 'Profile']">
    <xsl:if test="parent::*[local-name() = 'Benchmark' or local-name() = 'Tailoring']">
      <xsl:call-template name="keep"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*[local-name() = 'Group' or local-name() = 'Rule']">
    <xsl:if test="parent::*[local-name() = 'Benchmark' or local-name() = 'Group']">
      <xsl:call-template name="keep"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*[local-name() = 'select']">
    <xsl:if test="parent::*[local-name() = 'Profile']">
      <xsl:call-template name="keep"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*[local-name() = 'requires' or local-name() = 'conflicts']">
    <xsl:if test="parent::*[local-name() = 'Group' or local-name() = 'Rule']">
      <xsl:call-template name="keep"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*[local-name() = 'Value']">
    <xsl:if test="$settings != '' and (parent::*[local-name() = 'Benchmark' or local-name() = 'Group'])">
      <xsl:call-template name="keep"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*[local-name() = 'value']">
    <xsl:if test="$settings != '' and parent::*[local-name() = 'Value']">
      <xsl:call-template name="keep"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*[local-name() = 'set-value' or local-name() = 'refine-value' or local-name() = 'refine-rule']">
    <xsl:if test="$settings != '' and parent::*[local-name() = 'Profile']">
      <xsl:call-template name="keep"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="text()[local-name(..) = 'value' or local-name(..) = 'set-value']">
    <xsl:value-of select="."/>
  </xsl:template>

  <!-- The element under its own namespace (1.1 and 1.2 differ) without a prefix, then its children, a line each. -->
  <xsl:template name="keep">
    <xsl:text>&#10;</xsl:text>
    <xsl:element name="{local-name()}" namespace="{namespace-uri()}">
      <xsl:copy-of select="@id | @idref | @selected | @extends | @abstract | @cluster-id"/>
      <xsl:if test="$settings != ''">
        <xsl:copy-of select="@type | @selector | @severity | @role | @weight"/>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:if test="not(local-name() = 'value' or local-name() = 'set-value')">
        <xsl:text>&#10;</xsl:text>
      </xsl:if>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
